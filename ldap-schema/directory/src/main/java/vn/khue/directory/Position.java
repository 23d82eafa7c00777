package vn.khue.directory;

/**
 * The position an appointment gives (R5.10, R5.11). Three roles have no position here: a form teacher and a pupil are so by
 * their enrolment in a class, a parent by guardianship.
 */
public enum Position {
    HIEU_TRUONG(Role.HIEU_TRUONG),
    PHO_HIEU_TRUONG(Role.PHO_HIEU_TRUONG),
    TO_TRUONG(Role.TO_TRUONG),
    TO_PHO(Role.TO_PHO),
    GIAO_VIEN(Role.GIAO_VIEN),
    VAN_THU(Role.VAN_THU),
    KE_TOAN(Role.KE_TOAN),
    THU_VIEN(Role.THU_VIEN),
    THIET_BI(Role.THIET_BI),
    Y_TE(Role.Y_TE),
    GIAO_VU(Role.GIAO_VU),
    QT_CNTT(Role.QT_CNTT),
    CHUYEN_VIEN_XA(Role.CHUYEN_VIEN_XA),
    CHUYEN_VIEN_SO(Role.CHUYEN_VIEN_SO),
    CAN_BO_RA(Role.CAN_BO_RA),
    CAN_BO_CA(Role.CAN_BO_CA),
    CAN_BO_THE(Role.CAN_BO_THE),
    AN_NINH(Role.AN_NINH),
    KIEM_TOAN(Role.KIEM_TOAN),
    QT_NEN_TANG(Role.QT_NEN_TANG);

    private final Role role;

    Position(Role role) {
        this.role = role;
    }

    /** The role that a holder has while appointed. */
    public Role role() {
        return role;
    }
}
