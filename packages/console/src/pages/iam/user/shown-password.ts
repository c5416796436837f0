/** What code shows in a password's place: nobody wants theirs copied about. IAM's default policy takes it, so that the code runs as it is. */
export const SHOWN_PASSWORD = 'Change-Me-123'
