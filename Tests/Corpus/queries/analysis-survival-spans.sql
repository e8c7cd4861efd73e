statement 1
  SELECT t1."id", t1."hired_on" FROM "staff" AS t1

statement 2
  SELECT t2."person_id", t2."visited" FROM "visits" AS t2
