package vn.khue.sso.realm;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks a call that the list of forbidden calls would refuse, with the reason. */
@Retention(RetentionPolicy.CLASS)
@interface AllowedApi {
    String value();
}
