package io.dataops.graph.schema.protobuf;

import java.util.Set;

/**
 * How much must stay the same, in the terms of Buf: each category contains the ones below it.
 *
 * <pre>{@code
 * ProtobufRules.compatibility(ProtobufCategory.WIRE).check(now, List.of(before)).isCompatible();
 * }</pre>
 */
public enum ProtobufCategory {
    /** Generated source code, file by file. */
    FILE,
    /** Generated source code, package by package. */
    PACKAGE,
    /** The binary and the JSON encoding. */
    WIRE_JSON,
    /** The binary encoding. */
    WIRE;

    private static final Set<String> WIRE_RULES = Set.of(
            "ENUM_SAME_TYPE",
            "ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED",
            "EXTENSION_MESSAGE_NO_DELETE",
            "FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED",
            "FIELD_SAME_ONEOF",
            "FIELD_WIRE_COMPATIBLE_CARDINALITY",
            "FIELD_WIRE_COMPATIBLE_TYPE",
            "FILE_SAME_PACKAGE",
            "MESSAGE_SAME_MESSAGE_SET_WIRE_FORMAT",
            "MESSAGE_SAME_REQUIRED_FIELDS",
            "RESERVED_ENUM_NO_DELETE",
            "RESERVED_MESSAGE_NO_DELETE",
            "RPC_SAME_CLIENT_STREAMING",
            "RPC_SAME_IDEMPOTENCY_LEVEL",
            "RPC_SAME_REQUEST_TYPE",
            "RPC_SAME_RESPONSE_TYPE",
            "RPC_SAME_SERVER_STREAMING",
            "FIELD_SAME_DEFAULT");
    private static final Set<String> JSON_RULES = Set.of(
            "ENUM_SAME_JSON_FORMAT",
            "ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED",
            "FIELD_NO_DELETE_UNLESS_NAME_RESERVED",
            "FIELD_SAME_JSON_NAME",
            "FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY",
            "FIELD_WIRE_JSON_COMPATIBLE_TYPE",
            "MESSAGE_SAME_JSON_FORMAT",
            "ENUM_VALUE_SAME_NAME");
    private static final Set<String> ONLY_WIRE =
            Set.of("FIELD_WIRE_COMPATIBLE_CARDINALITY", "FIELD_WIRE_COMPATIBLE_TYPE");
    private static final Set<String> FILE_ONLY =
            Set.of("ENUM_NO_DELETE", "MESSAGE_NO_DELETE", "SERVICE_NO_DELETE", "EXTENSION_NO_DELETE", "FILE_NO_DELETE");

    /** Whether a rule counts in this category. */
    boolean has(String rule) {
        return switch (this) {
            case WIRE -> WIRE_RULES.contains(rule);
            case WIRE_JSON -> (WIRE_RULES.contains(rule) && !ONLY_WIRE.contains(rule)) || JSON_RULES.contains(rule);
            case PACKAGE -> !rule.contains("UNLESS") && !rule.contains("_COMPATIBLE_") && !FILE_ONLY.contains(rule);
            case FILE -> !rule.contains("UNLESS") && !rule.contains("_COMPATIBLE_") && !rule.startsWith("PACKAGE_");
        };
    }
}
