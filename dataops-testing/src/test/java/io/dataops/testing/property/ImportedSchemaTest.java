package io.dataops.testing.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportedSchemaTest {
    private static ColumnType type(ImportedSchema read, String table, String column) {
        TableSchema schema = read.schema().table(table);
        return schema.columns().get(schema.indexOf(column)).type();
    }

    private static boolean nullable(ImportedSchema read, String table, String column) {
        TableSchema schema = read.schema().table(table);
        return schema.columns().get(schema.indexOf(column)).nullable();
    }

    @Test
    void readsAvro() {
        ImportedSchema read = AvroSchemas.parse("orders.avsc", """
                {"type": "record", "name": "Order", "namespace": "shop", "fields": [
                  {"name": "id", "type": "long"},
                  {"name": "amount", "type": {"type": "bytes", "logicalType": "decimal", "precision": 8, "scale": 2}},
                  {"name": "state", "type": {"type": "enum", "name": "State", "symbols": ["NEW", "PAID"]}},
                  {"name": "before", "type": ["null", "State"], "default": null},
                  {"name": "day", "type": {"type": "int", "logicalType": "date"}},
                  {"name": "address", "type": ["null", {"type": "record", "name": "Address", "fields": [
                    {"name": "city", "type": "string"}, {"name": "next", "type": ["null", "Address"]}]}]},
                  {"name": "tags", "type": {"type": "array", "items": "string"}}
                ]}""");
        assertThat(type(read, "Order", "id")).isEqualTo(Schema.int64());
        assertThat(type(read, "Order", "amount")).isEqualTo(Schema.decimal(8, 2));
        assertThat(type(read, "Order", "before")).isEqualTo(Schema.oneOf("NEW", "PAID"));
        assertThat(nullable(read, "Order", "before")).isTrue();
        assertThat(nullable(read, "Order", "state")).isFalse();
        assertThat(nullable(read, "Order", "address.city")).isTrue();
        assertThat(read.notes()).contains("array Order.tags is not taken over").anyMatch(n -> n.contains("too deep"));
        assertThat(Datasets.of(read.schema()).rows(20, 20).generate().violations())
                .isEmpty();
    }

    @Test
    void readsJsonSchema() {
        ImportedSchema read = JsonSchemas.parse("event.json", "events", """
                {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
                 "required": ["id", "kind", "address"],
                 "properties": {
                   "id": {"type": "integer", "minimum": 1, "exclusiveMaximum": 1000},
                   "kind": {"enum": ["click", "view"]},
                   "price": {"type": ["number", "null"], "multipleOf": 0.01, "minimum": 0, "maximum": 99.995},
                   "note": {"type": "string", "minLength": 2, "maxLength": 5, "pattern": "^a"},
                   "at": {"type": "string", "format": "date-time"},
                   "address": {"$ref": "#/$defs/address"},
                   "tags": {"type": "array"}
                 },
                 "$defs": {"address": {"type": "object", "required": ["zip"],
                   "properties": {"zip": {"type": "string"}, "inner": {"$ref": "#/$defs/address"}}}}}""");
        assertThat(type(read, "events", "id")).isEqualTo(Schema.int64(1, 999));
        assertThat(type(read, "events", "kind")).isEqualTo(Schema.oneOf("click", "view"));
        assertThat(type(read, "events", "price")).isEqualTo(Schema.decimal(18, 2, "0", "99.99"));
        assertThat(type(read, "events", "note")).isEqualTo(new ColumnType.Text(2, 5));
        assertThat(nullable(read, "events", "id")).isFalse();
        assertThat(nullable(read, "events", "address.zip")).isFalse();
        assertThat(nullable(read, "events", "note")).isTrue();
        assertThat(read.notes()).contains("pattern of note is not taken over", "array tags is not taken over");
        assertThat(Datasets.of(read.schema()).rows(20, 20).generate().violations())
                .isEmpty();
    }

    @Test
    void readsDbtProperties() {
        ImportedSchema read = DbtSchemas.parse("schema.yml", """
                version: 2
                models:
                  - name: customers
                    columns:
                      - name: customer_id
                        data_type: bigint
                        tests: [unique, not_null]
                      - name: tier
                        data_tests:
                          - accepted_values:
                              arguments: {values: [gold, silver]}
                  - name: orders
                    constraints:
                      - {type: primary_key, columns: [order_id]}
                      - {type: check, expression: "amount >= 0"}
                    columns:
                      - {name: order_id, data_type: int}
                      - name: customer_id
                        tests:
                          - not_null
                          - relationships: {to: ref('customers'), field: customer_id}
                      - name: amount
                        data_type: numeric(10,2)
                        tests:
                          - dbt_utils.accepted_range: {max_value: 1000}
                          - my_macro
                      - name: line
                        data_type: int
                    data_tests:
                      - dbt_utils.unique_combination_of_columns:
                          combination_of_columns: [customer_id, line]
                """);
        assertThat(type(read, "customers", "tier")).isEqualTo(Schema.oneOf("gold", "silver"));
        assertThat(type(read, "orders", "customer_id")).isEqualTo(Schema.int64());
        assertThat(type(read, "orders", "amount")).isEqualTo(Schema.decimal(10, 2, "0", "1000"));
        assertThat(read.schema().table("orders").primaryKey()).containsExactly("order_id");
        assertThat(read.schema().table("orders").uniqueKeys()).containsExactly(List.of("customer_id", "line"));
        assertThat(read.schema().table("orders").foreignKeys())
                .containsExactly(new ForeignKey(List.of("customer_id"), "customers", List.of("customer_id")));
        assertThat(read.notes()).containsExactly("test my_macro of orders.amount is not taken over");
        assertThat(Datasets.of(read.schema()).rows(20, 20).generate().violations())
                .isEmpty();
    }

    @Test
    void timesInstantsIdentifiersAndBytesHaveTypes() {
        ImportedSchema avro = AvroSchemas.parse("a", """
                {"type": "record", "name": "R", "fields": [
                  {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                  {"name": "local", "type": {"type": "long", "logicalType": "local-timestamp-micros"}},
                  {"name": "opens", "type": {"type": "int", "logicalType": "time-millis"}},
                  {"name": "id", "type": {"type": "string", "logicalType": "uuid"}},
                  {"name": "body", "type": "bytes"},
                  {"name": "hash", "type": {"type": "fixed", "name": "Md5", "size": 16}}
                ]}""");
        assertThat(avro.schema().table("R").columns())
                .extracting(Column::type)
                .containsExactly(
                        Schema.instant(),
                        Schema.timestamp(),
                        Schema.time(3),
                        Schema.uuid(),
                        Schema.bytes(255),
                        new Binary(16, 16));
        assertThat(avro.notes()).isEmpty();
        ImportedSchema json = JsonSchemas.parse("j", "t", """
                {"properties": {
                  "at": {"type": "string", "format": "date-time"},
                  "opens": {"type": "string", "format": "time"},
                  "id": {"type": "string", "format": "uuid"},
                  "body": {"type": "string", "contentEncoding": "base64", "minLength": 5, "maxLength": 11}}}""");
        assertThat(json.schema().table("t").columns())
                .extracting(Column::type)
                .containsExactly(
                        Schema.instant(), Schema.zonedTime(java.time.ZoneOffset.UTC), Schema.uuid(), new Binary(4, 6));
        assertThat(Datasets.of(json.schema()).rows(50, 50).generate().violations())
                .isEmpty();
    }

    @Test
    void badInputHasItsPlace() {
        assertThatThrownBy(() -> AvroSchemas.parse("x", "{\"type\": \"record\""))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("x at line 1, column");
        assertThatThrownBy(() -> AvroSchemas.parse("x", "\"string\""))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("expected a record");
        assertThatThrownBy(() -> AvroSchemas.parse(
                        "x", "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"strnig\"}]}"))
                .hasMessageContaining("field R.a: expected a type, found strnig");
        assertThatThrownBy(() -> JsonSchemas.parse("x", "t", "[".repeat(100_000)))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> JsonSchemas.parse("x", "t", "[]"))
                .hasMessageContaining("expected the schema of an object with properties");
        assertThatThrownBy(() -> JsonSchemas.parse(
                        "x", "t", "{\"properties\":{\"a\":{\"type\":\"integer\",\"minimum\":5,\"maximum\":4}}}"))
                .hasMessageContaining("maximum leaves no value");
        assertThatThrownBy(() -> DbtSchemas.parse("x.yml", "models:\n  - name: [a\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("x.yml at line");
        assertThatThrownBy(() -> DbtSchemas.parse("x.yml", "version: 2"))
                .hasMessageContaining("expected at least one model with columns");
        assertThatThrownBy(() -> DbtSchemas.parse("x.yml", "[".repeat(50_000))).isInstanceOf(InputException.class);
    }
}
