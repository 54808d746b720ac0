package io.dataops.graph.schema.protobuf;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileOptions;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import io.dataops.api.InputException;
import io.dataops.graph.schema.Compatibility;
import io.dataops.graph.schema.Incompatibility;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Compares compiled Protobuf files by the breaking-change rules of Buf, under their names. A schema is given as the bytes of a
 * {@code FileDescriptorSet}, as compilers write it; proto2, proto3 and edition 2023 compare with each other.
 *
 * <p>Declarations are the same if their full names are, fields and enum values if their numbers are, files if their paths are.
 * Rules that plugins add, and settings to ignore files, are not read.
 *
 * <pre>{@code
 * ProtobufRules.compatibility(ProtobufCategory.WIRE_JSON).check(now, List.of(before)).explain();
 * ProtobufRules.compatibility(Set.of("FIELD_NO_DELETE")).check(now, List.of(before)).violations();
 * }</pre>
 */
public final class ProtobufRules {
    private final ProtobufIndex before;
    private final ProtobufIndex after;
    private final Findings findings;

    private ProtobufRules(byte[] before, byte[] after, Predicate<String> wanted) {
        this.before = new ProtobufIndex(before);
        this.after = new ProtobufIndex(after);
        this.findings = new Findings(wanted);
    }

    /**
     * Compares by the rules of a category.
     *
     * @param category how much must stay the same
     * @return a checker; bytes that are no descriptors throw {@link InputException}
     */
    public static Compatibility<byte[]> compatibility(ProtobufCategory category) {
        return Compatibility.by((reader, writer) -> new ProtobufRules(writer, reader, category::has).compare());
    }

    /**
     * Compares by some rules.
     *
     * @param rules their names, for example {@code "FIELD_SAME_TYPE"}
     * @return a checker; bytes that are no descriptors throw {@link InputException}
     */
    public static Compatibility<byte[]> compatibility(Set<String> rules) {
        Set<String> names = Set.copyOf(rules);
        return Compatibility.by((reader, writer) -> new ProtobufRules(writer, reader, names::contains).compare());
    }

    private List<Incompatibility> compare() {
        before.files.forEach((path, file) -> file(path, file));
        packages();
        before.messages.forEach((name, message) -> message(name, message));
        before.enums.forEach((name, enumeration) -> enumeration(name, enumeration));
        before.services.forEach((name, service) -> service(name, service));
        before.extensions.forEach((name, extension) -> {
            ProtobufIndex.Extension now = after.extensions.get(name);
            String at = extension.file() + ":" + name;
            findings.rule(
                    "EXTENSION_NO_DELETE", at, now != null && now.file().equals(extension.file()), "extension is gone");
            findings.rule("PACKAGE_EXTENSION_NO_DELETE", at, now != null, "extension is gone");
        });
        return findings.all();
    }

    private void file(String path, FileDescriptorProto file) {
        FileDescriptorProto now = after.files.get(path);
        findings.rule("FILE_NO_DELETE", path, now != null, "file is gone");
        if (now == null) {
            return;
        }
        findings.same("FILE_SAME_PACKAGE", path, file.getPackage(), now.getPackage());
        findings.same("FILE_SAME_SYNTAX", path, syntax(file), syntax(now));
        FileOptions a = file.getOptions();
        FileOptions b = now.getOptions();
        findings.same("FILE_SAME_CC_ENABLE_ARENAS", path, a.getCcEnableArenas(), b.getCcEnableArenas());
        findings.same("FILE_SAME_CC_GENERIC_SERVICES", path, a.getCcGenericServices(), b.getCcGenericServices());
        findings.same("FILE_SAME_CSHARP_NAMESPACE", path, a.getCsharpNamespace(), b.getCsharpNamespace());
        findings.same("FILE_SAME_GO_PACKAGE", path, a.getGoPackage(), b.getGoPackage());
        findings.same("FILE_SAME_JAVA_GENERIC_SERVICES", path, a.getJavaGenericServices(), b.getJavaGenericServices());
        findings.same("FILE_SAME_JAVA_MULTIPLE_FILES", path, a.getJavaMultipleFiles(), b.getJavaMultipleFiles());
        findings.same("FILE_SAME_JAVA_OUTER_CLASSNAME", path, a.getJavaOuterClassname(), b.getJavaOuterClassname());
        findings.same("FILE_SAME_JAVA_PACKAGE", path, a.getJavaPackage(), b.getJavaPackage());
        findings.same("FILE_SAME_OBJC_CLASS_PREFIX", path, a.getObjcClassPrefix(), b.getObjcClassPrefix());
        findings.same("FILE_SAME_OPTIMIZE_FOR", path, a.getOptimizeFor(), b.getOptimizeFor());
        findings.same("FILE_SAME_PHP_CLASS_PREFIX", path, a.getPhpClassPrefix(), b.getPhpClassPrefix());
        findings.same(
                "FILE_SAME_PHP_METADATA_NAMESPACE", path, a.getPhpMetadataNamespace(), b.getPhpMetadataNamespace());
        findings.same("FILE_SAME_PHP_NAMESPACE", path, a.getPhpNamespace(), b.getPhpNamespace());
        findings.same("FILE_SAME_PY_GENERIC_SERVICES", path, a.getPyGenericServices(), b.getPyGenericServices());
        findings.same("FILE_SAME_RUBY_PACKAGE", path, a.getRubyPackage(), b.getRubyPackage());
        findings.same("FILE_SAME_SWIFT_PREFIX", path, a.getSwiftPrefix(), b.getSwiftPrefix());
    }

    private static String syntax(FileDescriptorProto file) {
        return file.getSyntax().isEmpty()
                ? "proto2"
                : file.getSyntax() + (file.hasEdition() ? " " + file.getEdition() : "");
    }

    private void packages() {
        Set<String> now = new TreeSet<>();
        after.files.values().forEach(f -> now.add(f.getPackage()));
        Set<String> gone = new LinkedHashSet<>();
        before.files.values().stream()
                .map(FileDescriptorProto::getPackage)
                .filter(p -> !now.contains(p))
                .forEach(gone::add);
        gone.forEach(p -> findings.rule("PACKAGE_NO_DELETE", p, false, "package is gone"));
    }

    private void message(String name, ProtobufIndex.Message old) {
        if (old.proto().getOptions().getMapEntry()) {
            return;
        }
        ProtobufIndex.Message now = after.messages.get(name);
        String at = old.file() + ":" + name;
        findings.rule("MESSAGE_NO_DELETE", at, now != null && now.file().equals(old.file()), "message is gone");
        findings.rule("PACKAGE_MESSAGE_NO_DELETE", at, now != null, "message is gone");
        if (now == null) {
            return;
        }
        new FieldRules(findings, before, after).compare(old, now);
        DescriptorProto a = old.proto();
        DescriptorProto b = now.proto();
        Set<String> oneofs = new LinkedHashSet<>();
        b.getOneofDeclList().forEach(o -> oneofs.add(o.getName()));
        for (int i = 0; i < a.getOneofDeclCount(); i++) {
            int index = i;
            boolean synthetic = a.getFieldList().stream()
                    .anyMatch(f -> f.getProto3Optional() && f.hasOneofIndex() && f.getOneofIndex() == index);
            String oneof = a.getOneofDecl(i).getName();
            findings.rule("ONEOF_NO_DELETE", at + "." + oneof, synthetic || oneofs.contains(oneof), "oneof is gone");
        }
        findings.same(
                "MESSAGE_SAME_MESSAGE_SET_WIRE_FORMAT",
                at,
                a.getOptions().getMessageSetWireFormat(),
                b.getOptions().getMessageSetWireFormat());
        findings.rule(
                "MESSAGE_NO_REMOVE_STANDARD_DESCRIPTOR_ACCESSOR",
                at,
                a.getOptions().getNoStandardDescriptorAccessor()
                        || !b.getOptions().getNoStandardDescriptorAccessor(),
                "the descriptor accessor is gone");
        findings.rule(
                "MESSAGE_SAME_JSON_FORMAT",
                at,
                old.features().json() == now.features().json()
                        || !old.features().json().name().equals("ALLOW"),
                "JSON format " + old.features().json() + " became "
                        + now.features().json());
        findings.same("MESSAGE_SAME_REQUIRED_FIELDS", at, required(old), required(now));
        findings.rule(
                "RESERVED_MESSAGE_NO_DELETE",
                at,
                Reserved.covers(
                                a.getReservedRangeList().stream().map(r -> new long[] {r.getStart(), r.getEnd() - 1L}),
                                b.getReservedRangeList().stream().map(r -> new long[] {r.getStart(), r.getEnd() - 1L}))
                        && b.getReservedNameList().containsAll(a.getReservedNameList()),
                "something is no longer reserved");
        findings.rule(
                "EXTENSION_MESSAGE_NO_DELETE",
                at,
                Reserved.covers(
                        a.getExtensionRangeList().stream().map(r -> new long[] {r.getStart(), r.getEnd() - 1L}),
                        b.getExtensionRangeList().stream().map(r -> new long[] {r.getStart(), r.getEnd() - 1L})),
                "an extension range is gone");
    }

    private static Set<Integer> required(ProtobufIndex.Message message) {
        Set<Integer> numbers = new TreeSet<>();
        message.proto().getFieldList().stream()
                .filter(f -> f.getLabel() == Label.LABEL_REQUIRED
                        || message.features()
                                .with(f.getOptions().getFeatures())
                                .presence()
                                .name()
                                .equals("LEGACY_REQUIRED"))
                .forEach(f -> numbers.add(f.getNumber()));
        return numbers;
    }

    private void enumeration(String name, ProtobufIndex.Enumeration old) {
        ProtobufIndex.Enumeration now = after.enums.get(name);
        String at = old.file() + ":" + name;
        findings.rule("ENUM_NO_DELETE", at, now != null && now.file().equals(old.file()), "enum is gone");
        findings.rule("PACKAGE_ENUM_NO_DELETE", at, now != null, "enum is gone");
        if (now == null) {
            return;
        }
        EnumDescriptorProto b = now.proto();
        Map<Integer, Set<String>> was = names(old.proto());
        Map<Integer, Set<String>> is = names(b);
        was.forEach((number, names) -> {
            Set<String> kept = is.get(number);
            if (kept != null) {
                findings.rule(
                        "ENUM_VALUE_SAME_NAME", at + "." + number, kept.containsAll(names), names + " became " + kept);
                return;
            }
            boolean reserved =
                    b.getReservedRangeList().stream().anyMatch(r -> r.getStart() <= number && number <= r.getEnd());
            boolean byName = b.getReservedNameList().containsAll(names);
            findings.deleted("ENUM_VALUE", at + "." + number, "value " + names, reserved, byName);
        });
        findings.same(
                "ENUM_SAME_TYPE", at, old.features().enumType(), now.features().enumType());
        findings.rule(
                "ENUM_SAME_JSON_FORMAT",
                at,
                old.features().json() == now.features().json()
                        || !old.features().json().name().equals("ALLOW"),
                "JSON format " + old.features().json() + " became "
                        + now.features().json());
        findings.rule(
                "RESERVED_ENUM_NO_DELETE",
                at,
                Reserved.covers(
                                old.proto().getReservedRangeList().stream()
                                        .map(r -> new long[] {r.getStart(), r.getEnd()}),
                                b.getReservedRangeList().stream().map(r -> new long[] {r.getStart(), r.getEnd()}))
                        && b.getReservedNameList().containsAll(old.proto().getReservedNameList()),
                "something is no longer reserved");
    }

    private static Map<Integer, Set<String>> names(EnumDescriptorProto proto) {
        Map<Integer, Set<String>> names = new HashMap<>();
        for (EnumValueDescriptorProto value : proto.getValueList()) {
            names.computeIfAbsent(value.getNumber(), n -> new LinkedHashSet<>()).add(value.getName());
        }
        return names;
    }

    private void service(String name, ServiceDescriptorProto old) {
        ServiceDescriptorProto now = after.services.get(name);
        String file = before.fileOfService.getOrDefault(name, "");
        String at = file + ":" + name;
        findings.rule(
                "SERVICE_NO_DELETE", at, now != null && file.equals(after.fileOfService.get(name)), "service is gone");
        findings.rule("PACKAGE_SERVICE_NO_DELETE", at, now != null, "service is gone");
        if (now == null) {
            return;
        }
        for (MethodDescriptorProto method : old.getMethodList()) {
            String where = at + "." + method.getName();
            Optional<MethodDescriptorProto> kept = now.getMethodList().stream()
                    .filter(m -> m.getName().equals(method.getName()))
                    .findFirst();
            findings.rule("RPC_NO_DELETE", where, kept.isPresent(), "method is gone");
            kept.ifPresent(m -> {
                findings.same("RPC_SAME_REQUEST_TYPE", where, method.getInputType(), m.getInputType());
                findings.same("RPC_SAME_RESPONSE_TYPE", where, method.getOutputType(), m.getOutputType());
                findings.same("RPC_SAME_CLIENT_STREAMING", where, method.getClientStreaming(), m.getClientStreaming());
                findings.same("RPC_SAME_SERVER_STREAMING", where, method.getServerStreaming(), m.getServerStreaming());
                findings.same(
                        "RPC_SAME_IDEMPOTENCY_LEVEL",
                        where,
                        method.getOptions().getIdempotencyLevel(),
                        m.getOptions().getIdempotencyLevel());
            });
        }
    }
}
