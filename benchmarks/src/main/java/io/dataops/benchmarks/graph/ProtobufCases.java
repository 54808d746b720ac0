package io.dataops.benchmarks.graph;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import io.dataops.graph.schema.Compatibility;
import io.dataops.graph.schema.CompatibilityReport.Violation;
import io.dataops.graph.schema.protobuf.ProtobufCategory;
import io.dataops.graph.schema.protobuf.ProtobufRules;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cases of Buf's rules. One agrees if a rule that its configuration names fires on it. And the other way round, what must
 * stay quiet: a version beside itself, and beside itself with messages, fields, enum values and services added.
 */
final class ProtobufCases {
    /** The largest number of a field. */
    private static final int LAST_NUMBER = (1 << 29) - 1;

    private final Path unpacked;
    private final Map<String, String> configurations = new TreeMap<>();
    private final Protoc protoc = new Protoc();
    private int cases;
    private int agree;
    private int pairs;
    private int quiet;

    ProtobufCases(Path folder) throws IOException {
        unpacked = Files.createTempDirectory("proto");
        DataFolder.each(folder, "", (name, bytes) -> {
            Matcher at = Pattern.compile(".*/(previous|current)/(breaking_[^/]+)/(.*)")
                    .matcher(name);
            if (at.matches()) {
                Path file = unpacked.resolve(at.group(1)).resolve(at.group(2)).resolve(at.group(3));
                Files.createDirectories(file.getParent());
                Files.write(file, bytes);
                if (at.group(1).equals("current") && at.group(3).equals("buf.yaml")) {
                    configurations.put(at.group(2), new String(bytes, StandardCharsets.UTF_8));
                }
            }
        });
    }

    /** {@return the share of cases that agree, and the share of harmless pairs that stay quiet} */
    double[] run(PrintStream out) {
        configurations.forEach((name, configuration) -> {
            Set<String> rules = new LinkedHashSet<>();
            Matcher use = Pattern.compile("- ([A-Z][A-Z0-9_]{3,})\\s").matcher(configuration + "\n");
            while (use.find()) {
                rules.add(use.group(1));
            }
            boolean other = configuration.matches("(?s).*(plugins|policies|ignore|except|ignore_unstable_packages):.*");
            if (rules.isEmpty() || other) {
                out.printf("%-60s left out: settings, plugins or policies decide%n", name);
            } else {
                one(name, rules, out);
            }
        });
        out.printf(
                Locale.ROOT,
                "Protobuf: %d cases, %d agree; %d harmless pairs, %d quiet under every rule%n",
                cases,
                agree,
                pairs,
                quiet);
        return new double[] {cases == 0 ? 1 : (double) agree / cases, pairs == 0 ? 1 : (double) quiet / pairs};
    }

    private void one(String name, Set<String> rules, PrintStream out) {
        cases++;
        try {
            byte[] before = protoc.compile(root(unpacked.resolve("previous").resolve(name)));
            byte[] after = protoc.compile(root(unpacked.resolve("current").resolve(name)));
            Set<String> missing = new LinkedHashSet<>();
            for (String rule : rules) {
                if (!breaks(by(rule), after, before)) {
                    missing.add(rule);
                }
            }
            agree += missing.size() < rules.size() ? 1 : 0;
            if (missing.size() >= rules.size()) {
                out.printf("%-60s DISAGREE: %s%n", name, missing);
            }
            harmless(name, before, before, out);
            harmless(name, after, after, out);
            harmless(name, with(before), before, out);
            harmless(name, with(after), after, out);
        } catch (IOException e) {
            out.printf("%-60s DISAGREE: cannot be compiled: %s%n", name, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path root(Path tree) {
        return Files.isDirectory(tree.resolve("root")) ? tree.resolve("root") : tree;
    }

    private static Compatibility<byte[]> by(String rule) {
        boolean category = rule.equals("FILE") || rule.equals("PACKAGE") || rule.startsWith("WIRE");
        return category
                ? ProtobufRules.compatibility(ProtobufCategory.valueOf(rule))
                : ProtobufRules.compatibility(Set.of(rule));
    }

    private static boolean breaks(Compatibility<byte[]> by, byte[] reader, byte[] writer) {
        return !by.check(reader, List.of(writer)).violations().isEmpty();
    }

    private void harmless(String name, byte[] reader, byte[] writer, PrintStream out) {
        pairs++;
        Set<String> fired = new LinkedHashSet<>();
        for (ProtobufCategory category : ProtobufCategory.values()) {
            for (Violation violation : ProtobufRules.compatibility(category)
                    .check(reader, List.of(writer))
                    .violations()) {
                fired.add(violation.reason().rule());
            }
        }
        quiet += fired.isEmpty() ? 1 : 0;
        if (!fired.isEmpty()) {
            out.printf("%-60s FALSE ALARM: %s%n", name, fired);
        }
    }

    /** The same with additions that no reader minds. */
    private static byte[] with(byte[] set) throws IOException {
        FileDescriptorSet.Builder all = FileDescriptorSet.parseFrom(set).toBuilder();
        for (FileDescriptorProto.Builder file : all.getFileBuilderList()) {
            if (!file.getName().startsWith("google/protobuf/")) {
                file.getMessageTypeBuilderList().forEach(ProtobufCases::extend);
                file.getEnumTypeBuilderList().forEach(ProtobufCases::extend);
                file.addMessageType(DescriptorProto.newBuilder().setName("AddedMessage"));
                file.addServiceBuilder().setName("AddedService");
            }
        }
        return all.build().toByteArray();
    }

    private static void extend(DescriptorProto.Builder message) {
        if (message.getOptions().getMapEntry()) {
            return;
        }
        message.getNestedTypeBuilderList().forEach(ProtobufCases::extend);
        message.getEnumTypeBuilderList().forEach(ProtobufCases::extend);
        int last = 0;
        for (FieldDescriptorProto field : message.getFieldList()) {
            last = Math.max(last, field.getNumber());
        }
        for (DescriptorProto.ReservedRange range : message.getReservedRangeList()) {
            last = Math.max(last, range.getEnd());
        }
        for (DescriptorProto.ExtensionRange range : message.getExtensionRangeList()) {
            last = Math.max(last, range.getEnd());
        }
        if (last < LAST_NUMBER && !message.getOptions().getMessageSetWireFormat()) {
            message.addFieldBuilder()
                    .setName("added_field")
                    .setJsonName("addedField")
                    .setNumber(last + 1)
                    .setType(FieldDescriptorProto.Type.TYPE_INT32)
                    .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
        }
    }

    private static void extend(EnumDescriptorProto.Builder type) {
        int last = 0;
        for (EnumValueDescriptorProto value : type.getValueList()) {
            last = Math.max(last, value.getNumber());
        }
        for (EnumDescriptorProto.EnumReservedRange range : type.getReservedRangeList()) {
            last = Math.max(last, range.getEnd());
        }
        if (last < Integer.MAX_VALUE) {
            type.addValueBuilder().setName("ADDED_VALUE_OF_" + type.getName()).setNumber(last + 1);
        }
    }
}
