"""The process that does the work: one for each data folder, one file for each kind of job."""
