package io.dataops.graph.schema.protobuf;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FeatureSet;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Rules on the fields of one message; fields are the same if their numbers are. */
final class FieldRules {
    private static final List<Set<FieldDescriptorProto.Type>> WIRE = List.of(
            Set.of(
                    FieldDescriptorProto.Type.TYPE_INT32,
                    FieldDescriptorProto.Type.TYPE_UINT32,
                    FieldDescriptorProto.Type.TYPE_INT64,
                    FieldDescriptorProto.Type.TYPE_UINT64,
                    FieldDescriptorProto.Type.TYPE_BOOL),
            Set.of(FieldDescriptorProto.Type.TYPE_SINT32, FieldDescriptorProto.Type.TYPE_SINT64),
            Set.of(FieldDescriptorProto.Type.TYPE_FIXED32, FieldDescriptorProto.Type.TYPE_SFIXED32),
            Set.of(FieldDescriptorProto.Type.TYPE_FIXED64, FieldDescriptorProto.Type.TYPE_SFIXED64));
    private static final List<Set<FieldDescriptorProto.Type>> WIRE_JSON = List.of(
            Set.of(FieldDescriptorProto.Type.TYPE_INT32, FieldDescriptorProto.Type.TYPE_UINT32),
            Set.of(FieldDescriptorProto.Type.TYPE_INT64, FieldDescriptorProto.Type.TYPE_UINT64),
            Set.of(FieldDescriptorProto.Type.TYPE_FIXED32, FieldDescriptorProto.Type.TYPE_SFIXED32),
            Set.of(FieldDescriptorProto.Type.TYPE_FIXED64, FieldDescriptorProto.Type.TYPE_SFIXED64));

    private final Findings findings;
    private final ProtobufIndex before;
    private final ProtobufIndex after;

    FieldRules(Findings findings, ProtobufIndex before, ProtobufIndex after) {
        this.findings = findings;
        this.before = before;
        this.after = after;
    }

    void compare(ProtobufIndex.Message old, ProtobufIndex.Message now) {
        Map<Integer, FieldDescriptorProto> fields = new HashMap<>();
        now.proto().getFieldList().forEach(f -> fields.put(f.getNumber(), f));
        for (FieldDescriptorProto field : old.proto().getFieldList()) {
            String at = now.file() + ":" + now.name() + "." + field.getName();
            FieldDescriptorProto kept = fields.get(field.getNumber());
            if (kept == null) {
                gone(field, now.proto(), at);
            } else {
                same(field, kept, old, now, at);
            }
        }
    }

    private void gone(FieldDescriptorProto field, DescriptorProto now, String at) {
        boolean number = now.getReservedRangeList().stream()
                .anyMatch(r -> r.getStart() <= field.getNumber() && field.getNumber() < r.getEnd());
        boolean name = now.getReservedNameList().contains(field.getName());
        findings.deleted("FIELD", at, "field " + field.getNumber(), number, name);
    }

    private void same(
            FieldDescriptorProto old,
            FieldDescriptorProto now,
            ProtobufIndex.Message oldMessage,
            ProtobufIndex.Message nowMessage,
            String at) {
        Features oldFeatures = oldMessage.features().with(old.getOptions().getFeatures());
        Features nowFeatures = nowMessage.features().with(now.getOptions().getFeatures());
        findings.same("FIELD_SAME_NAME", at, old.getName(), now.getName());
        findings.same("FIELD_SAME_JSON_NAME", at, jsonName(old), jsonName(now));
        findings.same(
                "FIELD_SAME_JSTYPE",
                at,
                old.getOptions().getJstype(),
                now.getOptions().getJstype());
        findings.same(
                "FIELD_SAME_CTYPE",
                at,
                old.getOptions().getCtype(),
                now.getOptions().getCtype());
        findings.same("FIELD_SAME_ONEOF", at, oneof(old, oldMessage.proto()), oneof(now, nowMessage.proto()));
        findings.same("FIELD_SAME_LABEL", at, label(old, oldFeatures), label(now, nowFeatures));
        cardinality(old, oldFeatures, oldMessage, now, nowFeatures, nowMessage, at);
        type(old, oldFeatures, now, nowFeatures, at);
        if (isText(old) && isText(now)) {
            findings.same("FIELD_SAME_UTF8_VALIDATION", at, oldFeatures.utf8(), nowFeatures.utf8());
            findings.same(
                    "FIELD_SAME_JAVA_UTF8_VALIDATION", at, oldFeatures.javaVerifies(), nowFeatures.javaVerifies());
            findings.same("FIELD_SAME_CPP_STRING_TYPE", at, cpp(old, oldFeatures), cpp(now, nowFeatures));
        } else if (old.getType() == FieldDescriptorProto.Type.TYPE_BYTES
                && now.getType() == FieldDescriptorProto.Type.TYPE_BYTES) {
            findings.same("FIELD_SAME_CPP_STRING_TYPE", at, cpp(old, oldFeatures), cpp(now, nowFeatures));
        }
        findings.same("FIELD_SAME_DEFAULT", at, fallback(old), fallback(now));
    }

    private static boolean isText(FieldDescriptorProto field) {
        return field.getType() == FieldDescriptorProto.Type.TYPE_STRING;
    }

    /** The deprecated option says the same as the feature of the edition. */
    private static String cpp(FieldDescriptorProto field, Features features) {
        if (features.cppString() != 0) {
            return features.cppString() == 1 ? "VIEW" : features.cppString() == 2 ? "CORD" : "STRING";
        }
        return field.getOptions().getCtype().name();
    }

    private static String jsonName(FieldDescriptorProto field) {
        return field.getJsonName().isEmpty() ? field.getName() : field.getJsonName();
    }

    private static String oneof(FieldDescriptorProto field, DescriptorProto message) {
        return field.hasOneofIndex()
                        && !field.getProto3Optional()
                        && field.getOneofIndex() < message.getOneofDeclCount()
                ? message.getOneofDecl(field.getOneofIndex()).getName()
                : "";
    }

    private static String label(FieldDescriptorProto field, Features features) {
        if (field.getLabel() == Label.LABEL_REPEATED) {
            return "repeated";
        }
        return field.getLabel() == Label.LABEL_REQUIRED
                        || features.presence() == FeatureSet.FieldPresence.LEGACY_REQUIRED
                ? "required"
                : "optional";
    }

    private static String cardinality(FieldDescriptorProto field, Features features, ProtobufIndex.Message message) {
        String label = label(field, features);
        if (!label.equals("optional")) {
            return isMap(field, message) ? "map" : label;
        }
        boolean explicit = field.getProto3Optional()
                || field.hasOneofIndex()
                || field.getType() == FieldDescriptorProto.Type.TYPE_MESSAGE
                || field.getType() == FieldDescriptorProto.Type.TYPE_GROUP
                || features.presence() == FeatureSet.FieldPresence.EXPLICIT;
        return explicit ? "optional with presence" : "optional without presence";
    }

    private static boolean isMap(FieldDescriptorProto field, ProtobufIndex.Message message) {
        String last = field.getTypeName().substring(field.getTypeName().lastIndexOf('.') + 1);
        return message.proto().getNestedTypeList().stream()
                .anyMatch(n -> n.getOptions().getMapEntry() && n.getName().equals(last));
    }

    private void cardinality(
            FieldDescriptorProto old,
            Features oldFeatures,
            ProtobufIndex.Message oldMessage,
            FieldDescriptorProto now,
            Features nowFeatures,
            ProtobufIndex.Message nowMessage,
            String at) {
        String was = cardinality(old, oldFeatures, oldMessage);
        String is = cardinality(now, nowFeatures, nowMessage);
        findings.same("FIELD_SAME_CARDINALITY", at, was, is);
        boolean wire = group(was).equals(group(is));
        findings.rule("FIELD_WIRE_COMPATIBLE_CARDINALITY", at, wire, was + " became " + is);
        boolean json = was.equals(is) || (wire && !was.equals("map") && !is.equals("map"));
        findings.rule("FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY", at, json, was + " became " + is);
    }

    private static String group(String cardinality) {
        return cardinality.startsWith("optional") || cardinality.equals("required") ? "one" : "many";
    }

    private void type(
            FieldDescriptorProto old, Features oldFeatures, FieldDescriptorProto now, Features nowFeatures, String at) {
        String was = type(old, oldFeatures);
        String is = type(now, nowFeatures);
        findings.same("FIELD_SAME_TYPE", at, was, is);
        boolean same = was.equals(is);
        boolean wire = same
                || WIRE.stream().anyMatch(g -> g.contains(old.getType()) && g.contains(now.getType()))
                || (old.getType() == FieldDescriptorProto.Type.TYPE_STRING
                        && now.getType() == FieldDescriptorProto.Type.TYPE_BYTES)
                || (old.getType() == FieldDescriptorProto.Type.TYPE_ENUM
                        && now.getType() == FieldDescriptorProto.Type.TYPE_ENUM
                        && enumGrows(old, now));
        findings.rule("FIELD_WIRE_COMPATIBLE_TYPE", at, wire, was + " became " + is);
        boolean json = same
                || WIRE_JSON.stream().anyMatch(g -> g.contains(old.getType()) && g.contains(now.getType()))
                || (old.getType() == FieldDescriptorProto.Type.TYPE_ENUM
                        && now.getType() == FieldDescriptorProto.Type.TYPE_ENUM
                        && enumGrows(old, now));
        findings.rule("FIELD_WIRE_JSON_COMPATIBLE_TYPE", at, json, was + " became " + is);
    }

    /** An enum of the same short name that has all values of the other under the same numbers. */
    private boolean enumGrows(FieldDescriptorProto old, FieldDescriptorProto now) {
        ProtobufIndex.Enumeration was = before.enums.get(old.getTypeName().replaceFirst("^\\.", ""));
        ProtobufIndex.Enumeration is = after.enums.get(now.getTypeName().replaceFirst("^\\.", ""));
        if (was == null
                || is == null
                || !was.proto().getName().equals(is.proto().getName())) {
            return false;
        }
        return was.proto().getValueList().stream()
                .allMatch(v -> is.proto().getValueList().stream()
                        .anyMatch(w ->
                                w.getNumber() == v.getNumber() && w.getName().equals(v.getName())));
    }

    private static String type(FieldDescriptorProto field, Features features) {
        if (field.getType() == FieldDescriptorProto.Type.TYPE_ENUM) {
            return "enum " + field.getTypeName();
        }
        if (field.getType() == FieldDescriptorProto.Type.TYPE_MESSAGE
                || field.getType() == FieldDescriptorProto.Type.TYPE_GROUP) {
            boolean delimited = field.getType() == FieldDescriptorProto.Type.TYPE_GROUP
                    || features.encoding() == FeatureSet.MessageEncoding.DELIMITED;
            return (delimited ? "delimited message " : "message ") + field.getTypeName();
        }
        return field.getType().name().replace("TYPE_", "").toLowerCase(Locale.ROOT);
    }

    private static String fallback(FieldDescriptorProto field) {
        if (field.getLabel() == Label.LABEL_REPEATED || field.getDefaultValue().isEmpty()) {
            return field.getType() == FieldDescriptorProto.Type.TYPE_ENUM && field.getLabel() != Label.LABEL_REPEATED
                    ? "first"
                    : "zero";
        }
        String text = field.getDefaultValue();
        boolean zero = switch (field.getType()) {
            case TYPE_STRING, TYPE_BYTES -> text.isEmpty();
            case TYPE_BOOL -> text.equals("false");
            case TYPE_ENUM -> false;
            default -> text.matches("[+]?0+(\\.0*)?");
        };
        return zero ? "zero" : text;
    }
}
