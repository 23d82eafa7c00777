<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
<#if section = "header"><#if enrolled>${msg("khueMachineDone")}<#else>${msg("khueMachineTitle")}</#if><#elseif section = "form">
<#if enrolled>
<p id="enrolled">${msg("khueMachineAfter")}</p>
<#else>
<p>${msg("khueMachineWhat")}</p>
<form class="stack" id="kc-device-form" method="post">
<div class="field"><label for="code">${msg("khueMachineCode")}</label><p class="hint" id="code-hint">${msg("khueMachineHint")}</p><input id="code" name="code" class="otp" maxlength="16" autocomplete="off" autocapitalize="characters" spellcheck="false" required autofocus aria-describedby="code-hint"></div>
<button class="btn go fill">${msg("khueMachineEnrol")}</button>
</form>
</#if>
</#if>
</@layout.registrationLayout>
