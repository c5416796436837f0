/** The operations IAM Access Analyzer answers here. What the service's model has and this list lacks is answered 501, with its name. */
export {}
