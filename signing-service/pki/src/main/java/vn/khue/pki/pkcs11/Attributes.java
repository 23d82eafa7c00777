package vn.khue.pki.pkcs11;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A template of object attributes (CK_ATTRIBUTE, PKCS #11 2.40 section 4). Add what is wanted, then hand
 * {@link #pointer()} and {@link #count()} to the module; the native memory lives as long as that pointer. Not thread-safe.
 */
final class Attributes {
    static final long CLASS = 0x0;
    static final long TOKEN = 0x1;
    static final long PRIVATE = 0x2;
    static final long LABEL = 0x3;
    static final long VALUE = 0x11;
    static final long CERTIFICATE_TYPE = 0x80;
    static final long ISSUER = 0x81;
    static final long SERIAL_NUMBER = 0x82;
    static final long KEY_TYPE = 0x100;
    static final long SUBJECT = 0x101;
    static final long ID = 0x102;
    static final long SENSITIVE = 0x103;
    static final long ENCRYPT = 0x104;
    static final long DECRYPT = 0x105;
    static final long WRAP = 0x106;
    static final long UNWRAP = 0x107;
    static final long SIGN = 0x108;
    static final long VERIFY = 0x10a;
    static final long DERIVE = 0x10c;
    static final long MODULUS = 0x120;
    static final long MODULUS_BITS = 0x121;
    static final long PUBLIC_EXPONENT = 0x122;
    static final long VALUE_LEN = 0x161;
    static final long EXTRACTABLE = 0x162;
    static final long NEVER_EXTRACTABLE = 0x164;
    static final long ALWAYS_SENSITIVE = 0x165;
    static final long EC_PARAMS = 0x180;
    static final long EC_POINT = 0x181;
    static final long UNWRAP_TEMPLATE = 0x40000212L;

    static final long CERTIFICATE_OBJECT = 0x1;
    static final long PRIVATE_KEY_OBJECT = 0x3;
    static final long SECRET_KEY_OBJECT = 0x4;

    static final long X_509 = 0x0;
    static final long RSA = 0x0;
    static final long EC = 0x3;
    static final long GENERIC_SECRET = 0x10;
    static final long AES = 0x1f;

    private static final int SIZE = 3 * Native.LONG_SIZE;

    private record Attribute(long type, Memory value, long length) {}

    private final List<Attribute> attributes = new ArrayList<>();
    private Memory array;

    Attributes with(long type, boolean value) {
        Memory memory = new Memory(1);
        memory.setByte(0, (byte) (value ? 1 : 0));
        return add(type, memory, 1);
    }

    Attributes with(long type, long value) {
        Memory memory = new Memory(Native.LONG_SIZE);
        memory.setLong(0, value);
        return add(type, memory, Native.LONG_SIZE);
    }

    Attributes with(long type, byte[] value) {
        Memory memory = new Memory(Math.max(1, value.length));
        memory.write(0, value, 0, value.length);
        return add(type, memory, value.length);
    }

    Attributes with(long type, String value) {
        return with(type, value.getBytes(StandardCharsets.UTF_8));
    }

    /** An attribute that is a template itself (CKF_ARRAY_ATTRIBUTE). */
    Attributes with(long type, Attributes template) {
        return add(type, template.memory(), (long) SIZE * template.attributes.size());
    }

    private Attributes add(long type, Memory value, long length) {
        attributes.add(new Attribute(type, value, length));
        array = null;
        return this;
    }

    Pointer pointer() {
        return memory();
    }

    long count() {
        return attributes.size();
    }

    private Memory memory() {
        if (array == null) {
            array = new HoldingMemory(
                    (long) SIZE * attributes.size(),
                    attributes.stream().map(Attribute::value).toList());
            for (int i = 0; i < attributes.size(); i++) {
                Attribute attribute = attributes.get(i);
                array.setLong((long) SIZE * i, attribute.type());
                array.setPointer((long) SIZE * i + Native.LONG_SIZE, attribute.value());
                array.setLong((long) SIZE * i + 2L * Native.LONG_SIZE, attribute.length());
            }
        }
        return array;
    }
}
