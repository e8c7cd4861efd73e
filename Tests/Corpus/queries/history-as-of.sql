statement 1
  SELECT t1."id", t1."full_name", t1."boss_id", t1."region_code", t1."active", t1."rate" FROM "staff" AS t1

statement 2
  SELECT t2."row_key", t2."day", t2."id", t2."old_value" FROM "history" AS t2 WHERE t2."entity" = ? AND t2."field" = ? AND t2."day" >= ?
  ?1 = "people"
  ?2 = "boss"
  ?3 = 2025-06-16

statement 3
  SELECT t103."id", t103."full_name" FROM "staff" AS t103

statement 4
  SELECT t104."row_key", t104."day", t104."id", t104."old_value" FROM "history" AS t104 WHERE t104."entity" = ? AND t104."field" = ? AND t104."day" >= ?
  ?1 = "people"
  ?2 = "region"
  ?3 = 2025-06-16

statement 5
  SELECT t205."code", t205."title" FROM "regions" AS t205

statement 6
  SELECT t206."row_key", t206."day", t206."id", t206."old_value" FROM "history" AS t206 WHERE t206."entity" = ? AND t206."field" = ? AND t206."day" >= ?
  ?1 = "people"
  ?2 = "active"
  ?3 = 2025-06-16

statement 7
  SELECT t307."row_key", t307."day", t307."id", t307."old_value" FROM "history" AS t307 WHERE t307."entity" = ? AND t307."field" = ? AND t307."day" >= ?
  ?1 = "people"
  ?2 = "rate"
  ?3 = 2025-06-16

statement 8
  SELECT t408."id", t408."boss_id" FROM "staff" AS t408

statement 9
  SELECT t409."row_key", t409."day", t409."id", t409."old_value" FROM "history" AS t409 WHERE t409."entity" = ? AND t409."field" = ? AND t409."day" >= ?
  ?1 = "people"
  ?2 = "boss"
  ?3 = 2025-06-16

statement 10
  SELECT t510."person_id", t510."id", t510."outcome_code" FROM "visits" AS t510 WHERE (t510."visited" >= ?) IS NOT TRUE
  ?1 = 2025-06-16

statement 11
  SELECT t611."row_key", t611."day", t611."id", t611."old_value" FROM "history" AS t611 WHERE t611."entity" = ? AND t611."field" = ? AND t611."day" >= ?
  ?1 = "visits"
  ?2 = "outcome"
  ?3 = 2025-06-16
