package io.dataops.graph.schema.protobuf;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.dataops.api.InputException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The declarations of a set of files by full name. */
final class ProtobufIndex {
    /** Nesting that no compiler writes and only a hostile file has. */
    private static final int MAX_DEPTH = 60;

    record Message(String file, String name, DescriptorProto proto, Features features) {}

    record Enumeration(String file, String name, EnumDescriptorProto proto, Features features) {}

    record Extension(String file, FieldDescriptorProto proto) {}

    final Map<String, FileDescriptorProto> files = new LinkedHashMap<>();
    final Map<String, Message> messages = new LinkedHashMap<>();
    final Map<String, Enumeration> enums = new LinkedHashMap<>();
    final Map<String, ServiceDescriptorProto> services = new LinkedHashMap<>();
    final Map<String, String> fileOfService = new LinkedHashMap<>();
    final Map<String, Extension> extensions = new LinkedHashMap<>();

    ProtobufIndex(byte[] descriptorSet) {
        FileDescriptorSet set;
        try {
            set = FileDescriptorSet.parseFrom(descriptorSet);
        } catch (InvalidProtocolBufferException e) {
            throw new InputException("descriptors", "", "expected a FileDescriptorSet, but " + e.getMessage(), e);
        }
        for (FileDescriptorProto file : set.getFileList()) {
            if (file.getName().startsWith("google/protobuf/")) {
                continue;
            }
            files.put(file.getName(), file);
            String prefix = file.getPackage().isEmpty() ? "" : file.getPackage() + ".";
            Features features = Features.of(file);
            file.getMessageTypeList().forEach(m -> message(file.getName(), prefix, m, features, 0));
            file.getEnumTypeList().forEach(e -> enumeration(file.getName(), prefix, e, features));
            file.getServiceList().forEach(s -> {
                services.put(prefix + s.getName(), s);
                fileOfService.put(prefix + s.getName(), file.getName());
            });
            file.getExtensionList()
                    .forEach(x -> extensions.put(prefix + x.getName(), new Extension(file.getName(), x)));
        }
    }

    private void message(String file, String prefix, DescriptorProto proto, Features around, int depth) {
        if (depth > MAX_DEPTH) {
            throw new InputException("descriptors", prefix, "messages are nested deeper than " + MAX_DEPTH);
        }
        String name = prefix + proto.getName();
        Features features = around.with(proto.getOptions().getFeatures());
        messages.put(name, new Message(file, name, proto, features));
        proto.getNestedTypeList().forEach(m -> message(file, name + ".", m, features, depth + 1));
        proto.getEnumTypeList().forEach(e -> enumeration(file, name + ".", e, features));
        proto.getExtensionList().forEach(x -> extensions.put(name + "." + x.getName(), new Extension(file, x)));
    }

    private void enumeration(String file, String prefix, EnumDescriptorProto proto, Features around) {
        String name = prefix + proto.getName();
        enums.put(
                name,
                new Enumeration(
                        file, name, proto, around.with(proto.getOptions().getFeatures())));
    }
}
