statement 1
  SELECT t1."id" FROM "firms" AS t1

statement 2
  SELECT t2."firm_id", t2."deal_no", t2."closed_on", t2."status" FROM "deals" AS t2

statement 3
  SELECT t3."deal_no", t3."quantity", t3."price" FROM "deal_lines" AS t3
