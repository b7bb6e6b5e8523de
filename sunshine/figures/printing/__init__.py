"""An account as files: HTML, PDF, DOCX, XLSX and JSON, all from one ``Document``."""
