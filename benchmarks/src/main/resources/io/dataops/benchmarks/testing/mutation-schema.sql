CREATE TABLE customers (
    id BIGINT PRIMARY KEY,
    name VARCHAR(40) NOT NULL,
    region VARCHAR(10),
    signed_up DATE NOT NULL,
    tier VARCHAR(4) NOT NULL CHECK (tier IN ('free', 'plus', 'pro'))
);
CREATE TABLE products (
    id BIGINT PRIMARY KEY,
    title VARCHAR(40) NOT NULL,
    category VARCHAR(20) NOT NULL,
    price DECIMAL(8, 2) NOT NULL CHECK (price >= 0),
    discontinued BOOLEAN NOT NULL
);
CREATE TABLE orders (
    id BIGINT PRIMARY KEY,
    customer_id BIGINT NOT NULL REFERENCES customers (id),
    placed DATE NOT NULL,
    status VARCHAR(8) NOT NULL CHECK (status IN ('new', 'paid', 'returned')),
    coupon VARCHAR(10)
);
CREATE TABLE order_lines (
    order_id BIGINT NOT NULL REFERENCES orders (id),
    line SMALLINT NOT NULL CHECK (line >= 1),
    product_id BIGINT NOT NULL REFERENCES products (id),
    quantity INT NOT NULL CHECK (quantity BETWEEN 1 AND 1000),
    discount DECIMAL(4, 2) CHECK (discount BETWEEN 0 AND 1),
    PRIMARY KEY (order_id, line)
);
CREATE TABLE payments (
    id BIGINT PRIMARY KEY,
    order_id BIGINT NOT NULL REFERENCES orders (id),
    amount DECIMAL(10, 2) NOT NULL CHECK (amount >= 0),
    paid_on DATE
);
