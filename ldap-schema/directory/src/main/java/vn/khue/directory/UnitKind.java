package vn.khue.directory;

/** What a unit is. */
public enum UnitKind {
    /** Sở Giáo dục và Đào tạo: department of the province. */
    SO,
    /** Phòng Giáo dục và Đào tạo of a district; none is open since 1 July 2025 (R5.15). */
    PHONG,
    /** Ủy ban nhân dân of a commune or ward, which manages schools since 1 July 2025 (R5.15). */
    XA,
    /** Trường mầm non. */
    MAM_NON,
    /** Trường tiểu học. */
    TIEU_HOC,
    /** Trường trung học cơ sở. */
    THCS,
    /** Trường trung học phổ thông. */
    THPT,
    /** Trung tâm giáo dục thường xuyên. */
    GDTX,
    /** The unit that runs Khuê: registration, card and security officers, auditors, administrators. */
    VAN_HANH;

    /** Whether classes are taught here. */
    public boolean isSchool() {
        return switch (this) {
            case MAM_NON, TIEU_HOC, THCS, THPT, GDTX -> true;
            case SO, PHONG, XA, VAN_HANH -> false;
        };
    }
}
