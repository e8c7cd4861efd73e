statement 1
  SELECT t1."id", t1."name" FROM "firms" AS t1

statement 2
  SELECT t6."firm_id", t6."deal_no", t6."status" FROM "deals" AS t6

statement 3
  SELECT t7."deal_no", t7."quantity", t7."price" FROM "deal_lines" AS t7

statement 4
  SELECT t8."firm_id" FROM "visits" AS t8 WHERE t8."visited" >= ? AND t8."visited" < ?
  ?1 = 2026-03-02
  ?2 = 2026-04-01
