statement 1
  SELECT t1."id", t1."grade", t1."headcount" FROM "firms" AS t1

statement 2
  SELECT t4."firm_id", t4."deal_no", t4."closed_on", t4."status" FROM "deals" AS t4

statement 3
  SELECT t5."deal_no", t5."quantity", t5."price" FROM "deal_lines" AS t5
