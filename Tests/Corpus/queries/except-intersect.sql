statement 1
  SELECT t1."id", t1."name" FROM "firms" AS t1 WHERE (t1."id" IN (SELECT t102."id" FROM "firms" AS t102 WHERE t102."id" IN (SELECT t103."firm_id" FROM "visits" AS t103 WHERE t103."firm_id" IS NOT NULL))) IS NOT TRUE AND t1."id" IN (SELECT t202."id" FROM "firms" AS t202 WHERE t202."grade" IS NOT NULL) ORDER BY t1."id"
