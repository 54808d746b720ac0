package io.dataops.graph.schema.protobuf;

import com.google.protobuf.DescriptorProtos.Edition;
import com.google.protobuf.DescriptorProtos.FeatureSet;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;

/** What editions say of a declaration, taken over from what surrounds it; of proto2 and proto3, what they amount to. */
record Features(
        FeatureSet.FieldPresence presence,
        FeatureSet.EnumType enumType,
        FeatureSet.Utf8Validation utf8,
        FeatureSet.JsonFormat json,
        FeatureSet.MessageEncoding encoding,
        long cppString,
        long javaUtf8) {
    private static final int CPP = 1000;
    private static final int JAVA = 1001;

    static Features of(FileDescriptorProto file) {
        boolean proto2 = file.getSyntax().isEmpty() || file.getSyntax().equals("proto2");
        boolean proto3 = file.getSyntax().equals("proto3");
        boolean edition = file.getSyntax().equals("editions") || file.getEdition() != Edition.EDITION_UNKNOWN;
        boolean old = proto2 && !edition;
        Features base = new Features(
                proto3 ? FeatureSet.FieldPresence.IMPLICIT : FeatureSet.FieldPresence.EXPLICIT,
                old ? FeatureSet.EnumType.CLOSED : FeatureSet.EnumType.OPEN,
                old ? FeatureSet.Utf8Validation.NONE : FeatureSet.Utf8Validation.VERIFY,
                old ? FeatureSet.JsonFormat.LEGACY_BEST_EFFORT : FeatureSet.JsonFormat.ALLOW,
                FeatureSet.MessageEncoding.LENGTH_PREFIXED,
                0,
                file.getOptions().getJavaStringCheckUtf8() ? 2 : 0);
        return base.with(file.getOptions().getFeatures());
    }

    Features with(FeatureSet set) {
        return new Features(
                set.hasFieldPresence() ? set.getFieldPresence() : presence,
                set.hasEnumType() ? set.getEnumType() : enumType,
                set.hasUtf8Validation() ? set.getUtf8Validation() : utf8,
                set.hasJsonFormat() ? set.getJsonFormat() : json,
                set.hasMessageEncoding() ? set.getMessageEncoding() : encoding,
                nested(set, CPP, 2, cppString),
                nested(set, JAVA, 2, javaUtf8));
    }

    /** A feature of a language, which the descriptors of this library hold as unknown fields. */
    private static long nested(FeatureSet set, int extension, int field, long otherwise) {
        long value = otherwise;
        for (var bytes : set.getUnknownFields().getField(extension).getLengthDelimitedList()) {
            try {
                for (long found :
                        UnknownFieldSet.parseFrom(bytes).getField(field).getVarintList()) {
                    value = found;
                }
            } catch (InvalidProtocolBufferException e) {
                return otherwise;
            }
        }
        return value;
    }

    boolean javaVerifies() {
        return javaUtf8 == 2 || utf8 == FeatureSet.Utf8Validation.VERIFY;
    }
}
