{{ config(materialized='view') }}
-- Orders that were not cancelled, with a default channel.
select
    id as order_id,
    customer_id,
    ordered_on,
    status,
    coalesce(channel, 'shop') as channel
from {{ source('raw', 'orders') }}
where status <> 'cancelled'
