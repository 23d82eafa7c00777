package vn.khue.roster.scim;

import com.unboundid.scim2.common.exceptions.BadRequestException;
import com.unboundid.scim2.common.exceptions.ScimException;

/** The errors of RFC 7644 section 3.12 that we answer. Details name attributes and limits, never what someone's attribute holds. */
final class ScimProblem {

    private ScimProblem() {}

    static ScimException syntax(String detail) {
        return BadRequestException.invalidSyntax(detail);
    }

    static ScimException value(String detail) {
        return BadRequestException.invalidValue(detail);
    }

    static ScimException path(String detail) {
        return BadRequestException.invalidPath(detail);
    }

    static ScimException filter(String detail) {
        return BadRequestException.invalidFilter(detail);
    }

    static ScimException noTarget(String detail) {
        return BadRequestException.noTarget(detail);
    }

    static ScimException mutability(String detail) {
        return BadRequestException.mutability(detail);
    }

    static ScimException uniqueness(String detail) {
        return new ScimException(409, BadRequestException.UNIQUENESS, detail);
    }

    static ScimException status(int status, String detail) {
        return new ScimException(status, detail);
    }

    static ScimException notFound() {
        return status(404, "expected a resource of this source, found none under this address");
    }
}
