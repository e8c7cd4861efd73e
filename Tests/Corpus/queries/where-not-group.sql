statement 1
  SELECT t1."id", t1."grade", t1."name" FROM "firms" AS t1 WHERE (t1."grade" IN (?, ?)) IS NOT TRUE ORDER BY t1."id"
  ?1 = "good"
  ?2 = "best"
