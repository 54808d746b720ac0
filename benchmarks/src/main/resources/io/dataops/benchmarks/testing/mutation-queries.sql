-- step active_customers
SELECT id, name, COALESCE(region, 'unknown') AS region
FROM customers
WHERE tier <> 'free' AND signed_up >= DATE '2024-01-01'
-- step order_totals
SELECT o.id, o.customer_id,
       SUM(l.quantity * p.price * (1 - COALESCE(l.discount, 0))) AS total,
       COUNT(l.line) AS line_count
FROM orders o
JOIN order_lines l ON l.order_id = o.id
JOIN products p ON p.id = l.product_id
WHERE o.status <> 'returned'
GROUP BY o.id, o.customer_id
-- step unpaid_orders
SELECT o.id, o.placed
FROM orders o
LEFT JOIN payments y ON y.order_id = o.id
WHERE y.id IS NULL AND o.status = 'new'
-- step revenue_by_month
SELECT EXTRACT(YEAR FROM paid_on) AS paid_year, EXTRACT(MONTH FROM paid_on) AS paid_month, SUM(amount) AS revenue
FROM payments
WHERE paid_on IS NOT NULL AND amount > 0
GROUP BY EXTRACT(YEAR FROM paid_on), EXTRACT(MONTH FROM paid_on)
HAVING SUM(amount) >= 1000
-- step latest_orders
SELECT customer_id, id, placed
FROM (SELECT customer_id, id, placed,
             ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY placed DESC, id DESC) AS rn
      FROM orders) ranked
WHERE rn = 1
-- step customer_tiers
SELECT id, CASE WHEN spent >= 1000 THEN 'gold' WHEN spent >= 100 THEN 'silver' ELSE 'bronze' END AS tier
FROM (SELECT c.id, COALESCE(SUM(y.amount), 0) AS spent
      FROM customers c
      LEFT JOIN orders o ON o.customer_id = c.id
      LEFT JOIN payments y ON y.order_id = o.id
      GROUP BY c.id) spending
-- step contacts
SELECT id, 'customer' AS kind, name AS label FROM customers
UNION
SELECT id, 'product' AS kind, title AS label FROM products WHERE discontinued = FALSE
-- step top_products
SELECT p.id, p.title, SUM(l.quantity) AS sold
FROM products p
JOIN order_lines l ON l.product_id = p.id
WHERE p.price BETWEEN 10 AND 500
GROUP BY p.id, p.title
ORDER BY sold DESC, p.id
LIMIT 3
-- step running_payments
SELECT id, order_id, SUM(amount) OVER (PARTITION BY order_id ORDER BY id
       ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS running
FROM payments
WHERE amount >= 0
-- step repeat_buyers
SELECT DISTINCT c.id, c.name
FROM customers c
JOIN orders o ON o.customer_id = c.id
WHERE o.status IN ('paid', 'new')
  AND EXISTS (SELECT 1 FROM orders other WHERE other.customer_id = c.id AND other.id <> o.id)
