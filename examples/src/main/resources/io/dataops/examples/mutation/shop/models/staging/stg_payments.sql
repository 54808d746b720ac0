select
    id as payment_id,
    order_id,
    amount
from {{ source('raw', 'payments') }}
where amount > 0
