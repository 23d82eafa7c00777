/**
 * How surely the gate must know somebody, by role and place: second factors, passwords and their age (TCVN 14423:2026, level 3; R4.8 to
 * R4.10, R4.29).
 */
package vn.khue.sso.assurance;
