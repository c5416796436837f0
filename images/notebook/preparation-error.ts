/** Something the user can mend. Its message is a whole sentence that says what to do; it becomes the notebook instance's FailureReason. */
export class PreparationError extends Error {
  override readonly name = 'PreparationError'
}
