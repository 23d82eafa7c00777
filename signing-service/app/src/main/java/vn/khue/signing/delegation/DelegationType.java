package vn.khue.signing.delegation;

import java.util.Arrays;
import java.util.Optional;

/** On whose strength somebody signs in the principal's place (NĐ 30/2020 Đ13; research/law.md R1.5). */
public enum DelegationType {
    /** Ký thay: the deputy of the head. */
    KT,
    /** Thừa ủy quyền: by a written order limited in time and content, which goes no further. */
    TUQ,
    /** Thừa lệnh: as the working rules of the unit lay down. */
    TL;

    static Optional<DelegationType> of(String code) {
        return Arrays.stream(values()).filter(type -> type.name().equals(code)).findFirst();
    }
}
