// RapportStore
