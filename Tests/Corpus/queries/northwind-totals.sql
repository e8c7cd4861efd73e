statement 1
  SELECT count(*), min(t1."OrderDate"), max(t1."OrderDate") FROM "Orders" AS t1
