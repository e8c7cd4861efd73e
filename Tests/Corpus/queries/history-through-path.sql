statement 1
  SELECT t1."id", t1j1."active", t1j1."id", t1j1."boss_id", t1j1."full_name", t1j1."rate" FROM "visits" AS t1 LEFT JOIN "staff" AS t1j1 ON t1j1."id" = t1."person_id"

statement 2
  SELECT t2."row_key", t2."day", t2."id", t2."old_value" FROM "history" AS t2 WHERE t2."entity" = ? AND t2."field" = ? AND t2."day" >= ?
  ?1 = "people"
  ?2 = "active"
  ?3 = 2026-03-31

statement 3
  SELECT t103."row_key", t103."day", t103."id", t103."old_value" FROM "history" AS t103 WHERE t103."entity" = ? AND t103."field" = ? AND t103."day" >= ?
  ?1 = "people"
  ?2 = "boss"
  ?3 = 2025-07-01

statement 4
  SELECT t204."id" FROM "staff" AS t204

statement 5
  SELECT t205."row_key", t205."day", t205."id", t205."old_value" FROM "history" AS t205 WHERE t205."entity" = ? AND t205."field" = ? AND t205."day" >= ?
  ?1 = "people"
  ?2 = "rate"
  ?3 = 2026-03-31
