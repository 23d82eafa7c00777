package vn.khue.pki.pkcs11;

import com.sun.jna.Memory;
import java.util.List;

/** Native memory with addresses of other native memory in it, which must not be freed before this is. */
final class HoldingMemory extends Memory {
    private final List<Memory> held;

    HoldingMemory(long size, List<Memory> held) {
        super(size);
        this.held = List.copyOf(held);
    }

    @Override
    public String toString() {
        return super.toString() + " holding " + held.size();
    }
}
