package vn.khue.directory;

/**
 * What a person is, as tokens and access rules name it (claim {@code khue_role}; R5.10). A role follows from appointments,
 * enrolments and guardianships that hold on the day; nobody is given a role by itself.
 */
public enum Role {
    HIEU_TRUONG,
    PHO_HIEU_TRUONG,
    TO_TRUONG,
    TO_PHO,
    GIAO_VIEN,
    GV_CHU_NHIEM,
    VAN_THU,
    KE_TOAN,
    THU_VIEN,
    THIET_BI,
    Y_TE,
    GIAO_VU,
    QT_CNTT,
    HOC_SINH,
    PHU_HUYNH,
    CHUYEN_VIEN_XA,
    CHUYEN_VIEN_SO,
    CAN_BO_RA,
    CAN_BO_CA,
    CAN_BO_THE,
    AN_NINH,
    KIEM_TOAN,
    QT_NEN_TANG
}
