statement 1
  SELECT t1."name", t1."note", t1."grade", t1."score", coalesce(t1."headcount", ?) FROM "firms" AS t1 ORDER BY t1."id"
  ?1 = 0
