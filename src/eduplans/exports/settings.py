"""Names that a run and its kernel share; nothing is imported here."""

#: Variable of the environment that names the folder of exports; nothing is exported where it is not set.
FOLDER = "EDUPLANS_EXPORTS"
#: Set where pictures are exported as PDF as well.
PDF = "EDUPLANS_EXPORTS_PDF"
#: The list of the files in a folder of exports.
INDEX = "index.json"
