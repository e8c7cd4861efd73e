statement 1
  SELECT t1."id", t1."outcome_code" FROM "visits" AS t1

statement 2
  SELECT t103."row_key", t103."old_value", t103."new_value", t103."day", t103."id" FROM "history" AS t103 WHERE t103."entity" = ? AND t103."field" = ?
  ?1 = "visits"
  ?2 = "outcome"
