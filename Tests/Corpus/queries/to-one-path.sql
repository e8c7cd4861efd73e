statement 1
  SELECT t1."line", t1j1."deal_no", t1j2."name", t1j5."name" FROM "deal_lines" AS t1 LEFT JOIN "deals" AS t1j1 ON t1j1."deal_no" = t1."deal_no" LEFT JOIN "firms" AS t1j2 ON t1j2."id" = t1j1."firm_id" LEFT JOIN "staff" AS t1j3 ON t1j3."id" = t1j2."owner_id" LEFT JOIN "regions" AS t1j4 ON t1j4."code" = t1j3."region_code" LEFT JOIN "products" AS t1j5 ON t1j5."code" = t1."product_code" WHERE t1j4."title" GLOB ? ORDER BY t1."deal_no" NULLS LAST, t1."line"
  ?1 = "[ｎNＮn][ｏOＯo][ｒRＲr][ｔTＴt][ｈHＨh]"
