// RapportEngine
