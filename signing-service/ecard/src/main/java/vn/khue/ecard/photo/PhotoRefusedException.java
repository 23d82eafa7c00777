package vn.khue.ecard.photo;

import java.io.Serial;

/** Carries a refusal out of the depth of reading a file; {@link PhotoIntake} turns it into a result. */
final class PhotoRefusedException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final PhotoProblem problem;

    PhotoRefusedException(PhotoProblem problem, String detail) {
        super(detail);
        this.problem = problem;
    }

    PhotoResult.Refused result() {
        return new PhotoResult.Refused(problem, getMessage());
    }
}
