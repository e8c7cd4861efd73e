statement 1
  SELECT t1."full_name", t1j1."full_name" FROM "staff" AS t1 LEFT JOIN "staff" AS t1j1 ON t1j1."id" = t1."boss_id" LEFT JOIN "regions" AS t1j2 ON t1j2."code" = t1j1."region_code" LEFT JOIN "regions" AS t1j3 ON t1j3."code" = t1."region_code" WHERE t1j2."code" = t1j3."code" ORDER BY t1."id"
