statement 1
  SELECT t1."id", t1."name" FROM "firms" AS t1 WHERE t1."grade" IN (?, ?) AND t1."headcount" > ?
  ?1 = "good"
  ?2 = "best"
  ?3 = 10

statement 2
  SELECT t304."firm_id", t304."deal_no" FROM "deals" AS t304 WHERE t304."status" = ?
  ?1 = "Won"

statement 3
  SELECT t405."deal_no", t405."quantity", t405."price" FROM "deal_lines" AS t405
