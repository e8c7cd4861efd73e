// RapportCatalog
