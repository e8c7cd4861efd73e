SELECT credit, loyalty, count(*) AS accounts, coalesce(sum(credit_limit), 0) AS limits_fen,
  avg(credit_limit) AS mean_fen
FROM accounts
GROUP BY credit, loyalty
ORDER BY CASE credit WHEN 'poor' THEN 0 WHEN 'average' THEN 1 WHEN 'good' THEN 2 WHEN 'best' THEN 3 ELSE 4 END,
  CASE loyalty WHEN 'low' THEN 0 WHEN 'medium' THEN 1 WHEN 'high' THEN 2 ELSE 3 END;
