/**
 * Whether a new version of Protobuf files may follow the earlier ones, by the rules of Buf.
 *
 * <p>Entry type: {@link io.dataops.graph.schema.protobuf.ProtobufRules}. Needs com.google.protobuf:protobuf-java on the class path.
 *
 * <pre>{@code
 * // protoc --include_imports --descriptor_set_out=orders.pb orders.proto
 * Compatibility<byte[]> wire = ProtobufRules.compatibility(ProtobufCategory.WIRE);
 *
 * CompatibilityReport report = wire.check(now, List.of(before));
 * report.explain();   // … FIELD_WIRE_COMPATIBLE_TYPE at orders.proto:Order.id: int32 became string
 * }</pre>
 */
package io.dataops.graph.schema.protobuf;
