// RapportFormat
