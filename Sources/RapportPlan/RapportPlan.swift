// RapportPlan
