statement 1
  SELECT t1."id", t1."full_name", t1j1."full_name", t1."boss_id", t1."region_code" FROM "staff" AS t1 LEFT JOIN "staff" AS t1j1 ON t1j1."id" = t1."boss_id"

statement 2
  SELECT t2."row_key", t2."old_value", t2."day", t2."id" FROM "history" AS t2 WHERE t2."entity" = ? AND t2."field" = ?
  ?1 = "people"
  ?2 = "boss"

statement 3
  SELECT t3."row_key", t3."old_value", t3j1."title", t3j2."title", t3."day", t3."id" FROM "history" AS t3 LEFT JOIN "regions" AS t3j1 ON t3j1."code" = t3."old_value" LEFT JOIN "regions" AS t3j2 ON t3j2."code" = t3."new_value" WHERE t3."entity" = ? AND t3."field" = ?
  ?1 = "people"
  ?2 = "region"

statement 4
  SELECT t4."id", t4."full_name", t4."region_code" FROM "staff" AS t4

statement 5
  SELECT t5."id", t5."full_name" FROM "staff" AS t5

statement 6
  SELECT t6."row_key", t6."day", t6."id", t6."old_value" FROM "history" AS t6 WHERE t6."entity" = ? AND t6."field" = ? AND t6."day" >= ?
  ?1 = "people"
  ?2 = "region"
  ?3 = 2025-06-01

statement 7
  SELECT t107."code", t107."title" FROM "regions" AS t107

statement 8
  SELECT t108."id" FROM "staff" AS t108

statement 9
  SELECT t109."row_key", t109."day", t109."id", t109j1."id" FROM "history" AS t109 LEFT JOIN "staff" AS t109j1 ON t109j1."id" = t109."old_value" WHERE t109."entity" = ? AND t109."field" = ? AND t109."day" >= ? AND t109."day" < ?
  ?1 = "people"
  ?2 = "boss"
  ?3 = 2025-06-02
  ?4 = 2025-07-01

statement 10
  SELECT t310."code", t310."title" FROM "regions" AS t310
