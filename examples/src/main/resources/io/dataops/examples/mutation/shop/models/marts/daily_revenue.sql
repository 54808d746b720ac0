select
    o.ordered_on,
    count(distinct o.order_id) as orders,
    sum(p.amount) as revenue
from {{ ref('stg_orders') }} o
join {{ ref('stg_payments') }} p on p.order_id = o.order_id
group by o.ordered_on
