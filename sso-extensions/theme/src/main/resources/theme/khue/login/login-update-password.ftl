<#import "template.ftl" as layout>
<#assign badNew = messagesPerField.existsError("password")>
<#assign badConfirm = messagesPerField.existsError("password-confirm")>
<@layout.registrationLayout displayMessage=!(badNew || badConfirm); section>
<#if section = "header">${msg("updatePasswordTitle")}<#elseif section = "form">
<form class="stack" id="kc-passwd-update-form" action="${url.loginAction}" method="post">
<div class="field<#if badNew> bad</#if>"><label for="password-new">${msg("passwordNew")}</label><p class="hint" id="pn-hint">${msg("khuePasswordHint")}</p><#if badNew><@layout.fieldError "pn-error" messagesPerField.get("password")/></#if><input id="password-new" name="password-new" type="password" autocomplete="new-password" required aria-describedby="pn-hint<#if badNew> pn-error</#if>"<#if badNew> aria-invalid="true"</#if>></div>
<div class="field<#if badConfirm> bad</#if>"><label for="password-confirm">${msg("passwordConfirm")}</label><#if badConfirm><@layout.fieldError "pc-error" messagesPerField.get("password-confirm")/></#if><input id="password-confirm" name="password-confirm" type="password" autocomplete="new-password" required<#if badConfirm> aria-invalid="true" aria-describedby="pc-error"</#if>></div>
<label class="opt"><input type="checkbox" name="logout-sessions" value="on" checked>${msg("logoutOtherSessions")}</label>
<button class="btn go fill" name="login">${msg("khueSavePassword")}</button>
<#if isAppInitiatedAction??><button class="btn bare fill" name="cancel-aia" value="true" formnovalidate>${msg("doCancel")}</button></#if>
</form>
</#if>
</@layout.registrationLayout>
