with paid as (
    select o.customer_id, o.order_id, sum(p.amount) as amount
    from {{ ref('stg_orders') }} o
    left join {{ ref('stg_payments') }} p on p.order_id = o.order_id
    group by o.customer_id, o.order_id
)
select
    c.id as customer_id,
    c.name,
    count(paid.order_id) as order_count,
    coalesce(sum(paid.amount), 0) as lifetime_value,
    case
        when coalesce(sum(paid.amount), 0) >= 500 then 'gold'
        when count(paid.order_id) >= 2 then 'silver'
        else 'bronze'
    end as tier
from {{ source('raw', 'customers') }} c
left join paid on paid.customer_id = c.id
group by c.id, c.name
