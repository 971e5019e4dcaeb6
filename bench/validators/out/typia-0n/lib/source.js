import * as __typia_transform__isTypeInt64 from "typia/lib/internal/_isTypeInt64";
import * as __typia_transform__accessExpressionAsString from "typia/lib/internal/_accessExpressionAsString";
import * as __typia_transform__validateReport from "typia/lib/internal/_validateReport";
import * as __typia_transform__createStandardSchema from "typia/lib/internal/_createStandardSchema";
import typia from 'typia';
export const isPullRequestOpened = (() => { const _io0 = input => "opened" === input.action && ("number" === typeof input.number && __typia_transform__isTypeInt64._isTypeInt64(input.number)) && ("object" === typeof input.pull_request && null !== input.pull_request && _io1(input.pull_request)) && ("object" === typeof input.repository && null !== input.repository && _io8(input.repository)) && ("object" === typeof input.sender && null !== input.sender && _io2(input.sender)) && (undefined === input.installation || "object" === typeof input.installation && null !== input.installation && _io16(input.installation)) && (undefined === input.organization || "object" === typeof input.organization && null !== input.organization && _io17(input.organization)); const _io1 = input => "string" === typeof input.url && ("number" === typeof input.id && __typia_transform__isTypeInt64._isTypeInt64(input.id)) && "string" === typeof input.node_id && "string" === typeof input.html_url && "string" === typeof input.diff_url && "string" === typeof input.patch_url && "string" === typeof input.issue_url && ("number" === typeof input.number && __typia_transform__isTypeInt64._isTypeInt64(input.number)) && "open" === input.state && "boolean" === typeof input.locked && "string" === typeof input.title && ("object" === typeof input.user && null !== input.user && _io2(input.user)) && (null === input.body || "string" === typeof input.body) && "string" === typeof input.created_at && "string" === typeof input.updated_at && (undefined !== input.closed_at && null === input.closed_at) && (undefined !== input.merged_at && null === input.merged_at) && (null === input.merge_commit_sha || "string" === typeof input.merge_commit_sha) && (null === input.assignee || "object" === typeof input.assignee && null !== input.assignee && _io2(input.assignee)) && (Array.isArray(input.assignees) && input.assignees.every(elem => "object" === typeof elem && null !== elem && _io2(elem))) && (Array.isArray(input.requested_reviewers) && input.requested_reviewers.every(elem => "object" === typeof elem && null !== elem && _iu0(elem))) && (Array.isArray(input.requested_teams) && input.requested_teams.every(elem => "object" === typeof elem && null !== elem && _io3(elem))) && (Array.isArray(input.labels) && input.labels.every(elem => "object" === typeof elem && null !== elem && _io5(elem))) && (null === input.milestone || "object" === typeof input.milestone && null !== input.milestone && _io6(input.milestone)) && "string" === typeof input.commits_url && "string" === typeof input.review_comments_url && "string" === typeof input.review_comment_url && "string" === typeof input.comments_url && "string" === typeof input.statuses_url && ("object" === typeof input.head && null !== input.head && _io7(input.head)) && ("object" === typeof input.base && null !== input.base && _io12(input.base)) && ("object" === typeof input._links && null !== input._links && _io13(input._links)) && ("COLLABORATOR" === input.author_association || "CONTRIBUTOR" === input.author_association || "FIRST_TIMER" === input.author_association || "FIRST_TIME_CONTRIBUTOR" === input.author_association || "MANNEQUIN" === input.author_association || "MEMBER" === input.author_association || "NONE" === input.author_association || "OWNER" === input.author_association) && (null === input.auto_merge || "object" === typeof input.auto_merge && null !== input.auto_merge && _io15(input.auto_merge)) && (undefined !== input.active_lock_reason && null === input.active_lock_reason) && "boolean" === typeof input.draft && (null === input.merged || "boolean" === typeof input.merged) && (null === input.mergeable || "boolean" === typeof input.mergeable) && (null === input.rebaseable || "boolean" === typeof input.rebaseable) && "string" === typeof input.mergeable_state && (undefined !== input.merged_by && null === input.merged_by) && ("number" === typeof input.comments && __typia_transform__isTypeInt64._isTypeInt64(input.comments)) && ("number" === typeof input.review_comments && __typia_transform__isTypeInt64._isTypeInt64(input.review_comments)) && "boolean" === typeof input.maintainer_can_modify && ("number" === typeof input.commits && __typia_transform__isTypeInt64._isTypeInt64(input.commits)) && ("number" === typeof input.additions && __typia_transform__isTypeInt64._isTypeInt64(input.additions)) && ("number" === typeof input.deletions && __typia_transform__isTypeInt64._isTypeInt64(input.deletions)) && ("number" === typeof input.changed_files && __typia_transform__isTypeInt64._isTypeInt64(input.changed_files)); const _io2 = input => "string" === typeof input.login && ("number" === typeof input.id && __typia_transform__isTypeInt64._isTypeInt64(input.id)) && "string" === typeof input.node_id && "string" === typeof input.avatar_url && "string" === typeof input.gravatar_id && "string" === typeof input.url && "string" === typeof input.html_url && "string" === typeof input.followers_url && "string" === typeof input.following_url && "string" === typeof input.gists_url && "string" === typeof input.starred_url && "string" === typeof input.subscriptions_url && "string" === typeof input.organizations_url && "string" === typeof input.repos_url && "string" === typeof input.events_url && "string" === typeof input.received_events_url && ("Bot" === input.type || "User" === input.type || "Organization" === input.type) && "boolean" === typeof input.site_admin && (undefined === input.name || "string" === typeof input.name) && (null === input.email || undefined === input.email || "string" === typeof input.email); const _io3 = input => "string" === typeof input.name && ("number" === typeof input.id && __typia_transform__isTypeInt64._isTypeInt64(input.id)) && "string" === typeof input.node_id && "string" === typeof input.slug && (null === input.description || "string" === typeof input.description) && ("open" === input.privacy || "closed" === input.privacy || "secret" === input.privacy) && "string" === typeof input.url && "string" === typeof input.html_url && "string" === typeof input.members_url && "string" === typeof input.repositories_url && "string" === typeof input.permission && (null === input.parent || undefined === input.parent || "object" === typeof input.parent && null !== input.parent && _io4(input.parent)) && (undefined === input.notification_setting || "notifications_enabled" === input.notification_setting || "notifications_disabled" === input.notification_setting); const _io4 = input => "string" === typeof input.name && ("number" === typeof input.id && __typia_transform__isTypeInt64._isTypeInt64(input.id)) && "string" === typeof input.node_id && "string" === typeof input.slug && (null === input.description || "string" === typeof input.description) && ("open" === input.privacy || "closed" === input.privacy || "secret" === input.privacy) && "string" === typeof input.url && "string" === typeof input.html_url && "string" === typeof input.members_url && "string" === typeof input.repositories_url && "string" === typeof input.permission && (undefined === input.notification_setting || "notifications_enabled" === input.notification_setting || "notifications_disabled" === input.notification_setting); const _io5 = input => "number" === typeof input.id && __typia_transform__isTypeInt64._isTypeInt64(input.id) && "string" === typeof input.node_id && "string" === typeof input.url && "string" === typeof input.name && "string" === typeof input.color && "boolean" === typeof input["default"] && (null === input.description || "string" === typeof input.description); const _io6 = input => "string" === typeof input.url && "string" === typeof input.html_url && "string" === typeof input.labels_url && ("number" === typeof input.id && __typia_transform__isTypeInt64._isTypeInt64(input.id)) && "string" === typeof input.node_id && ("number" === typeof input.number && __typia_transform__isTypeInt64._isTypeInt64(input.number)) && "string" === typeof input.title && (null === input.description || "string" === typeof input.description) && ("object" === typeof input.creator && null !== input.creator && _io2(input.creator)) && ("number" === typeof input.open_issues && __typia_transform__isTypeInt64._isTypeInt64(input.open_issues)) && ("number" === typeof input.closed_issues && __typia_transform__isTypeInt64._isTypeInt64(input.closed_issues)) && ("open" === input.state || "closed" === input.state) && "string" === typeof input.created_at && "string" === typeof input.updated_at && (null === input.due_on || "string" === typeof input.due_on) && (null === input.closed_at || "string" === typeof input.closed_at); const _io7 = input => "string" === typeof input.label && "string" === typeof input.ref && "string" === typeof input.sha && ("object" === typeof input.user && null !== input.user && _io2(input.user)) && (null === input.repo || "object" === typeof input.repo && null !== input.repo && _io8(input.repo)); const _io8 = input => "number" === typeof input.id && __typia_transform__isTypeInt64._isTypeInt64(input.id) && "string" === typeof input.node_id && "string" === typeof input.name && "string" === typeof input.full_name && "boolean" === typeof input["private"] && ("object" === typeof input.owner && null !== input.owner && _io2(input.owner)) && "string" === typeof input.html_url && (null === input.description || "string" === typeof input.description) && "boolean" === typeof input.fork && "string" === typeof input.url && "string" === typeof input.forks_url && "string" === typeof input.keys_url && "string" === typeof input.collaborators_url && "string" === typeof input.teams_url && "string" === typeof input.hooks_url && "string" === typeof input.issue_events_url && "string" === typeof input.events_url && "string" === typeof input.assignees_url && "string" === typeof input.branches_url && "string" === typeof input.tags_url && "string" === typeof input.blobs_url && "string" === typeof input.git_tags_url && "string" === typeof input.git_refs_url && "string" === typeof input.trees_url && "string" === typeof input.statuses_url && "string" === typeof input.languages_url && "string" === typeof input.stargazers_url && "string" === typeof input.contributors_url && "string" === typeof input.subscribers_url && "string" === typeof input.subscription_url && "string" === typeof input.commits_url && "string" === typeof input.git_commits_url && "string" === typeof input.comments_url && "string" === typeof input.issue_comment_url && "string" === typeof input.contents_url && "string" === typeof input.compare_url && "string" === typeof input.merges_url && "string" === typeof input.archive_url && "string" === typeof input.downloads_url && "string" === typeof input.issues_url && "string" === typeof input.pulls_url && "string" === typeof input.milestones_url && "string" === typeof input.notifications_url && "string" === typeof input.labels_url && "string" === typeof input.releases_url && "string" === typeof input.deployments_url && ("string" === typeof input.created_at || "number" === typeof input.created_at && __typia_transform__isTypeInt64._isTypeInt64(input.created_at)) && "string" === typeof input.updated_at && (null === input.pushed_at || "string" === typeof input.pushed_at || "number" === typeof input.pushed_at && __typia_transform__isTypeInt64._isTypeInt64(input.pushed_at)) && "string" === typeof input.git_url && "string" === typeof input.ssh_url && "string" === typeof input.clone_url && "string" === typeof input.svn_url && (null === input.homepage || "string" === typeof input.homepage) && ("number" === typeof input.size && __typia_transform__isTypeInt64._isTypeInt64(input.size)) && ("number" === typeof input.stargazers_count && __typia_transform__isTypeInt64._isTypeInt64(input.stargazers_count)) && ("number" === typeof input.watchers_count && __typia_transform__isTypeInt64._isTypeInt64(input.watchers_count)) && (null === input.language || "string" === typeof input.language) && "boolean" === typeof input.has_issues && "boolean" === typeof input.has_projects && "boolean" === typeof input.has_downloads && "boolean" === typeof input.has_wiki && "boolean" === typeof input.has_pages && ("number" === typeof input.forks_count && __typia_transform__isTypeInt64._isTypeInt64(input.forks_count)) && (null === input.mirror_url || "string" === typeof input.mirror_url) && "boolean" === typeof input.archived && ("number" === typeof input.open_issues_count && __typia_transform__isTypeInt64._isTypeInt64(input.open_issues_count)) && (null === input.license || "object" === typeof input.license && null !== input.license && _io9(input.license)) && ("number" === typeof input.forks && __typia_transform__isTypeInt64._isTypeInt64(input.forks)) && ("number" === typeof input.open_issues && __typia_transform__isTypeInt64._isTypeInt64(input.open_issues)) && ("number" === typeof input.watchers && __typia_transform__isTypeInt64._isTypeInt64(input.watchers)) && "string" === typeof input.default_branch && "boolean" === typeof input.is_template && "boolean" === typeof input.web_commit_signoff_required && (Array.isArray(input.topics) && input.topics.every(elem => "string" === typeof elem)) && ("public" === input.visibility || "private" === input.visibility || "internal" === input.visibility) && ("object" === typeof input.custom_properties && null !== input.custom_properties && false === Array.isArray(input.custom_properties) && _io10(input.custom_properties)) && (undefined === input.has_discussions || "boolean" === typeof input.has_discussions) && (undefined === input.disabled || "boolean" === typeof input.disabled) && (undefined === input.stargazers || "number" === typeof input.stargazers && __typia_transform__isTypeInt64._isTypeInt64(input.stargazers)) && (undefined === input.allow_squash_merge || "boolean" === typeof input.allow_squash_merge) && (undefined === input.allow_merge_commit || "boolean" === typeof input.allow_merge_commit) && (undefined === input.allow_rebase_merge || "boolean" === typeof input.allow_rebase_merge) && (undefined === input.allow_auto_merge || "boolean" === typeof input.allow_auto_merge) && (undefined === input.allow_forking || "boolean" === typeof input.allow_forking) && (undefined === input.allow_update_branch || "boolean" === typeof input.allow_update_branch) && (undefined === input.use_squash_pr_title_as_default || "boolean" === typeof input.use_squash_pr_title_as_default) && (undefined === input.squash_merge_commit_message || "string" === typeof input.squash_merge_commit_message) && (undefined === input.squash_merge_commit_title || "string" === typeof input.squash_merge_commit_title) && (undefined === input.merge_commit_message || "string" === typeof input.merge_commit_message) && (undefined === input.merge_commit_title || "string" === typeof input.merge_commit_title) && (undefined === input.delete_branch_on_merge || "boolean" === typeof input.delete_branch_on_merge) && (undefined === input.master_branch || "string" === typeof input.master_branch) && (undefined === input.permissions || "object" === typeof input.permissions && null !== input.permissions && _io11(input.permissions)) && (undefined === input["public"] || "boolean" === typeof input["public"]) && (undefined === input.organization || "string" === typeof input.organization); const _io9 = input => "string" === typeof input.key && "string" === typeof input.name && "string" === typeof input.spdx_id && (null === input.url || "string" === typeof input.url) && "string" === typeof input.node_id; const _io10 = input => Object.keys(input).every(key => {
    const value = input[key];
    if (undefined === value)
        return true;
    return undefined !== value && (null === value || "string" === typeof value || Array.isArray(value) && value.every(elem => "string" === typeof elem));
}); const _io11 = input => "boolean" === typeof input.pull && "boolean" === typeof input.push && "boolean" === typeof input.admin && (undefined === input.maintain || "boolean" === typeof input.maintain) && (undefined === input.triage || "boolean" === typeof input.triage); const _io12 = input => "string" === typeof input.label && "string" === typeof input.ref && "string" === typeof input.sha && ("object" === typeof input.user && null !== input.user && _io2(input.user)) && ("object" === typeof input.repo && null !== input.repo && _io8(input.repo)); const _io13 = input => "object" === typeof input.self && null !== input.self && _io14(input.self) && ("object" === typeof input.html && null !== input.html && _io14(input.html)) && ("object" === typeof input.issue && null !== input.issue && _io14(input.issue)) && ("object" === typeof input.comments && null !== input.comments && _io14(input.comments)) && ("object" === typeof input.review_comments && null !== input.review_comments && _io14(input.review_comments)) && ("object" === typeof input.review_comment && null !== input.review_comment && _io14(input.review_comment)) && ("object" === typeof input.commits && null !== input.commits && _io14(input.commits)) && ("object" === typeof input.statuses && null !== input.statuses && _io14(input.statuses)); const _io14 = input => "string" === typeof input.href; const _io15 = input => (null === input.enabled_by || "object" === typeof input.enabled_by && null !== input.enabled_by && _io2(input.enabled_by)) && ("merge" === input.merge_method || "squash" === input.merge_method || "rebase" === input.merge_method) && (null === input.commit_title || "string" === typeof input.commit_title) && (null === input.commit_message || "string" === typeof input.commit_message); const _io16 = input => "number" === typeof input.id && __typia_transform__isTypeInt64._isTypeInt64(input.id) && "string" === typeof input.node_id; const _io17 = input => "string" === typeof input.login && ("number" === typeof input.id && __typia_transform__isTypeInt64._isTypeInt64(input.id)) && "string" === typeof input.node_id && "string" === typeof input.url && "string" === typeof input.repos_url && "string" === typeof input.events_url && "string" === typeof input.hooks_url && "string" === typeof input.issues_url && "string" === typeof input.members_url && "string" === typeof input.public_members_url && "string" === typeof input.avatar_url && (null === input.description || "string" === typeof input.description) && (undefined === input.html_url || "string" === typeof input.html_url); const _iu0 = input => (() => {
    if (undefined !== input.type)
        return _io2(input);
    else if (undefined !== input.privacy)
        return _io3(input);
    else
        return false;
})(); return input => "object" === typeof input && null !== input && _io0(input); })();
export const validatePullRequestOpened = (() => { const _io0 = input => "opened" === input.action && ("number" === typeof input.number && __typia_transform__isTypeInt64._isTypeInt64(input.number)) && ("object" === typeof input.pull_request && null !== input.pull_request && _io1(input.pull_request)) && ("object" === typeof input.repository && null !== input.repository && _io8(input.repository)) && ("object" === typeof input.sender && null !== input.sender && _io2(input.sender)) && (undefined === input.installation || "object" === typeof input.installation && null !== input.installation && _io16(input.installation)) && (undefined === input.organization || "object" === typeof input.organization && null !== input.organization && _io17(input.organization)); const _io1 = input => "string" === typeof input.url && ("number" === typeof input.id && __typia_transform__isTypeInt64._isTypeInt64(input.id)) && "string" === typeof input.node_id && "string" === typeof input.html_url && "string" === typeof input.diff_url && "string" === typeof input.patch_url && "string" === typeof input.issue_url && ("number" === typeof input.number && __typia_transform__isTypeInt64._isTypeInt64(input.number)) && "open" === input.state && "boolean" === typeof input.locked && "string" === typeof input.title && ("object" === typeof input.user && null !== input.user && _io2(input.user)) && (null === input.body || "string" === typeof input.body) && "string" === typeof input.created_at && "string" === typeof input.updated_at && (undefined !== input.closed_at && null === input.closed_at) && (undefined !== input.merged_at && null === input.merged_at) && (null === input.merge_commit_sha || "string" === typeof input.merge_commit_sha) && (null === input.assignee || "object" === typeof input.assignee && null !== input.assignee && _io2(input.assignee)) && (Array.isArray(input.assignees) && input.assignees.every(elem => "object" === typeof elem && null !== elem && _io2(elem))) && (Array.isArray(input.requested_reviewers) && input.requested_reviewers.every(elem => "object" === typeof elem && null !== elem && _iu0(elem))) && (Array.isArray(input.requested_teams) && input.requested_teams.every(elem => "object" === typeof elem && null !== elem && _io3(elem))) && (Array.isArray(input.labels) && input.labels.every(elem => "object" === typeof elem && null !== elem && _io5(elem))) && (null === input.milestone || "object" === typeof input.milestone && null !== input.milestone && _io6(input.milestone)) && "string" === typeof input.commits_url && "string" === typeof input.review_comments_url && "string" === typeof input.review_comment_url && "string" === typeof input.comments_url && "string" === typeof input.statuses_url && ("object" === typeof input.head && null !== input.head && _io7(input.head)) && ("object" === typeof input.base && null !== input.base && _io12(input.base)) && ("object" === typeof input._links && null !== input._links && _io13(input._links)) && ("COLLABORATOR" === input.author_association || "CONTRIBUTOR" === input.author_association || "FIRST_TIMER" === input.author_association || "FIRST_TIME_CONTRIBUTOR" === input.author_association || "MANNEQUIN" === input.author_association || "MEMBER" === input.author_association || "NONE" === input.author_association || "OWNER" === input.author_association) && (null === input.auto_merge || "object" === typeof input.auto_merge && null !== input.auto_merge && _io15(input.auto_merge)) && (undefined !== input.active_lock_reason && null === input.active_lock_reason) && "boolean" === typeof input.draft && (null === input.merged || "boolean" === typeof input.merged) && (null === input.mergeable || "boolean" === typeof input.mergeable) && (null === input.rebaseable || "boolean" === typeof input.rebaseable) && "string" === typeof input.mergeable_state && (undefined !== input.merged_by && null === input.merged_by) && ("number" === typeof input.comments && __typia_transform__isTypeInt64._isTypeInt64(input.comments)) && ("number" === typeof input.review_comments && __typia_transform__isTypeInt64._isTypeInt64(input.review_comments)) && "boolean" === typeof input.maintainer_can_modify && ("number" === typeof input.commits && __typia_transform__isTypeInt64._isTypeInt64(input.commits)) && ("number" === typeof input.additions && __typia_transform__isTypeInt64._isTypeInt64(input.additions)) && ("number" === typeof input.deletions && __typia_transform__isTypeInt64._isTypeInt64(input.deletions)) && ("number" === typeof input.changed_files && __typia_transform__isTypeInt64._isTypeInt64(input.changed_files)); const _io2 = input => "string" === typeof input.login && ("number" === typeof input.id && __typia_transform__isTypeInt64._isTypeInt64(input.id)) && "string" === typeof input.node_id && "string" === typeof input.avatar_url && "string" === typeof input.gravatar_id && "string" === typeof input.url && "string" === typeof input.html_url && "string" === typeof input.followers_url && "string" === typeof input.following_url && "string" === typeof input.gists_url && "string" === typeof input.starred_url && "string" === typeof input.subscriptions_url && "string" === typeof input.organizations_url && "string" === typeof input.repos_url && "string" === typeof input.events_url && "string" === typeof input.received_events_url && ("Bot" === input.type || "User" === input.type || "Organization" === input.type) && "boolean" === typeof input.site_admin && (undefined === input.name || "string" === typeof input.name) && (null === input.email || undefined === input.email || "string" === typeof input.email); const _io3 = input => "string" === typeof input.name && ("number" === typeof input.id && __typia_transform__isTypeInt64._isTypeInt64(input.id)) && "string" === typeof input.node_id && "string" === typeof input.slug && (null === input.description || "string" === typeof input.description) && ("open" === input.privacy || "closed" === input.privacy || "secret" === input.privacy) && "string" === typeof input.url && "string" === typeof input.html_url && "string" === typeof input.members_url && "string" === typeof input.repositories_url && "string" === typeof input.permission && (null === input.parent || undefined === input.parent || "object" === typeof input.parent && null !== input.parent && _io4(input.parent)) && (undefined === input.notification_setting || "notifications_enabled" === input.notification_setting || "notifications_disabled" === input.notification_setting); const _io4 = input => "string" === typeof input.name && ("number" === typeof input.id && __typia_transform__isTypeInt64._isTypeInt64(input.id)) && "string" === typeof input.node_id && "string" === typeof input.slug && (null === input.description || "string" === typeof input.description) && ("open" === input.privacy || "closed" === input.privacy || "secret" === input.privacy) && "string" === typeof input.url && "string" === typeof input.html_url && "string" === typeof input.members_url && "string" === typeof input.repositories_url && "string" === typeof input.permission && (undefined === input.notification_setting || "notifications_enabled" === input.notification_setting || "notifications_disabled" === input.notification_setting); const _io5 = input => "number" === typeof input.id && __typia_transform__isTypeInt64._isTypeInt64(input.id) && "string" === typeof input.node_id && "string" === typeof input.url && "string" === typeof input.name && "string" === typeof input.color && "boolean" === typeof input["default"] && (null === input.description || "string" === typeof input.description); const _io6 = input => "string" === typeof input.url && "string" === typeof input.html_url && "string" === typeof input.labels_url && ("number" === typeof input.id && __typia_transform__isTypeInt64._isTypeInt64(input.id)) && "string" === typeof input.node_id && ("number" === typeof input.number && __typia_transform__isTypeInt64._isTypeInt64(input.number)) && "string" === typeof input.title && (null === input.description || "string" === typeof input.description) && ("object" === typeof input.creator && null !== input.creator && _io2(input.creator)) && ("number" === typeof input.open_issues && __typia_transform__isTypeInt64._isTypeInt64(input.open_issues)) && ("number" === typeof input.closed_issues && __typia_transform__isTypeInt64._isTypeInt64(input.closed_issues)) && ("open" === input.state || "closed" === input.state) && "string" === typeof input.created_at && "string" === typeof input.updated_at && (null === input.due_on || "string" === typeof input.due_on) && (null === input.closed_at || "string" === typeof input.closed_at); const _io7 = input => "string" === typeof input.label && "string" === typeof input.ref && "string" === typeof input.sha && ("object" === typeof input.user && null !== input.user && _io2(input.user)) && (null === input.repo || "object" === typeof input.repo && null !== input.repo && _io8(input.repo)); const _io8 = input => "number" === typeof input.id && __typia_transform__isTypeInt64._isTypeInt64(input.id) && "string" === typeof input.node_id && "string" === typeof input.name && "string" === typeof input.full_name && "boolean" === typeof input["private"] && ("object" === typeof input.owner && null !== input.owner && _io2(input.owner)) && "string" === typeof input.html_url && (null === input.description || "string" === typeof input.description) && "boolean" === typeof input.fork && "string" === typeof input.url && "string" === typeof input.forks_url && "string" === typeof input.keys_url && "string" === typeof input.collaborators_url && "string" === typeof input.teams_url && "string" === typeof input.hooks_url && "string" === typeof input.issue_events_url && "string" === typeof input.events_url && "string" === typeof input.assignees_url && "string" === typeof input.branches_url && "string" === typeof input.tags_url && "string" === typeof input.blobs_url && "string" === typeof input.git_tags_url && "string" === typeof input.git_refs_url && "string" === typeof input.trees_url && "string" === typeof input.statuses_url && "string" === typeof input.languages_url && "string" === typeof input.stargazers_url && "string" === typeof input.contributors_url && "string" === typeof input.subscribers_url && "string" === typeof input.subscription_url && "string" === typeof input.commits_url && "string" === typeof input.git_commits_url && "string" === typeof input.comments_url && "string" === typeof input.issue_comment_url && "string" === typeof input.contents_url && "string" === typeof input.compare_url && "string" === typeof input.merges_url && "string" === typeof input.archive_url && "string" === typeof input.downloads_url && "string" === typeof input.issues_url && "string" === typeof input.pulls_url && "string" === typeof input.milestones_url && "string" === typeof input.notifications_url && "string" === typeof input.labels_url && "string" === typeof input.releases_url && "string" === typeof input.deployments_url && ("string" === typeof input.created_at || "number" === typeof input.created_at && __typia_transform__isTypeInt64._isTypeInt64(input.created_at)) && "string" === typeof input.updated_at && (null === input.pushed_at || "string" === typeof input.pushed_at || "number" === typeof input.pushed_at && __typia_transform__isTypeInt64._isTypeInt64(input.pushed_at)) && "string" === typeof input.git_url && "string" === typeof input.ssh_url && "string" === typeof input.clone_url && "string" === typeof input.svn_url && (null === input.homepage || "string" === typeof input.homepage) && ("number" === typeof input.size && __typia_transform__isTypeInt64._isTypeInt64(input.size)) && ("number" === typeof input.stargazers_count && __typia_transform__isTypeInt64._isTypeInt64(input.stargazers_count)) && ("number" === typeof input.watchers_count && __typia_transform__isTypeInt64._isTypeInt64(input.watchers_count)) && (null === input.language || "string" === typeof input.language) && "boolean" === typeof input.has_issues && "boolean" === typeof input.has_projects && "boolean" === typeof input.has_downloads && "boolean" === typeof input.has_wiki && "boolean" === typeof input.has_pages && ("number" === typeof input.forks_count && __typia_transform__isTypeInt64._isTypeInt64(input.forks_count)) && (null === input.mirror_url || "string" === typeof input.mirror_url) && "boolean" === typeof input.archived && ("number" === typeof input.open_issues_count && __typia_transform__isTypeInt64._isTypeInt64(input.open_issues_count)) && (null === input.license || "object" === typeof input.license && null !== input.license && _io9(input.license)) && ("number" === typeof input.forks && __typia_transform__isTypeInt64._isTypeInt64(input.forks)) && ("number" === typeof input.open_issues && __typia_transform__isTypeInt64._isTypeInt64(input.open_issues)) && ("number" === typeof input.watchers && __typia_transform__isTypeInt64._isTypeInt64(input.watchers)) && "string" === typeof input.default_branch && "boolean" === typeof input.is_template && "boolean" === typeof input.web_commit_signoff_required && (Array.isArray(input.topics) && input.topics.every(elem => "string" === typeof elem)) && ("public" === input.visibility || "private" === input.visibility || "internal" === input.visibility) && ("object" === typeof input.custom_properties && null !== input.custom_properties && false === Array.isArray(input.custom_properties) && _io10(input.custom_properties)) && (undefined === input.has_discussions || "boolean" === typeof input.has_discussions) && (undefined === input.disabled || "boolean" === typeof input.disabled) && (undefined === input.stargazers || "number" === typeof input.stargazers && __typia_transform__isTypeInt64._isTypeInt64(input.stargazers)) && (undefined === input.allow_squash_merge || "boolean" === typeof input.allow_squash_merge) && (undefined === input.allow_merge_commit || "boolean" === typeof input.allow_merge_commit) && (undefined === input.allow_rebase_merge || "boolean" === typeof input.allow_rebase_merge) && (undefined === input.allow_auto_merge || "boolean" === typeof input.allow_auto_merge) && (undefined === input.allow_forking || "boolean" === typeof input.allow_forking) && (undefined === input.allow_update_branch || "boolean" === typeof input.allow_update_branch) && (undefined === input.use_squash_pr_title_as_default || "boolean" === typeof input.use_squash_pr_title_as_default) && (undefined === input.squash_merge_commit_message || "string" === typeof input.squash_merge_commit_message) && (undefined === input.squash_merge_commit_title || "string" === typeof input.squash_merge_commit_title) && (undefined === input.merge_commit_message || "string" === typeof input.merge_commit_message) && (undefined === input.merge_commit_title || "string" === typeof input.merge_commit_title) && (undefined === input.delete_branch_on_merge || "boolean" === typeof input.delete_branch_on_merge) && (undefined === input.master_branch || "string" === typeof input.master_branch) && (undefined === input.permissions || "object" === typeof input.permissions && null !== input.permissions && _io11(input.permissions)) && (undefined === input["public"] || "boolean" === typeof input["public"]) && (undefined === input.organization || "string" === typeof input.organization); const _io9 = input => "string" === typeof input.key && "string" === typeof input.name && "string" === typeof input.spdx_id && (null === input.url || "string" === typeof input.url) && "string" === typeof input.node_id; const _io10 = input => Object.keys(input).every(key => {
    const value = input[key];
    if (undefined === value)
        return true;
    return undefined !== value && (null === value || "string" === typeof value || Array.isArray(value) && value.every(elem => "string" === typeof elem));
}); const _io11 = input => "boolean" === typeof input.pull && "boolean" === typeof input.push && "boolean" === typeof input.admin && (undefined === input.maintain || "boolean" === typeof input.maintain) && (undefined === input.triage || "boolean" === typeof input.triage); const _io12 = input => "string" === typeof input.label && "string" === typeof input.ref && "string" === typeof input.sha && ("object" === typeof input.user && null !== input.user && _io2(input.user)) && ("object" === typeof input.repo && null !== input.repo && _io8(input.repo)); const _io13 = input => "object" === typeof input.self && null !== input.self && _io14(input.self) && ("object" === typeof input.html && null !== input.html && _io14(input.html)) && ("object" === typeof input.issue && null !== input.issue && _io14(input.issue)) && ("object" === typeof input.comments && null !== input.comments && _io14(input.comments)) && ("object" === typeof input.review_comments && null !== input.review_comments && _io14(input.review_comments)) && ("object" === typeof input.review_comment && null !== input.review_comment && _io14(input.review_comment)) && ("object" === typeof input.commits && null !== input.commits && _io14(input.commits)) && ("object" === typeof input.statuses && null !== input.statuses && _io14(input.statuses)); const _io14 = input => "string" === typeof input.href; const _io15 = input => (null === input.enabled_by || "object" === typeof input.enabled_by && null !== input.enabled_by && _io2(input.enabled_by)) && ("merge" === input.merge_method || "squash" === input.merge_method || "rebase" === input.merge_method) && (null === input.commit_title || "string" === typeof input.commit_title) && (null === input.commit_message || "string" === typeof input.commit_message); const _io16 = input => "number" === typeof input.id && __typia_transform__isTypeInt64._isTypeInt64(input.id) && "string" === typeof input.node_id; const _io17 = input => "string" === typeof input.login && ("number" === typeof input.id && __typia_transform__isTypeInt64._isTypeInt64(input.id)) && "string" === typeof input.node_id && "string" === typeof input.url && "string" === typeof input.repos_url && "string" === typeof input.events_url && "string" === typeof input.hooks_url && "string" === typeof input.issues_url && "string" === typeof input.members_url && "string" === typeof input.public_members_url && "string" === typeof input.avatar_url && (null === input.description || "string" === typeof input.description) && (undefined === input.html_url || "string" === typeof input.html_url); const _iu0 = input => (() => {
    if (undefined !== input.type)
        return _io2(input);
    else if (undefined !== input.privacy)
        return _io3(input);
    else
        return false;
})(); const _vo0 = (input, _path, _exceptionable = true) => ["opened" === input.action || _report(_exceptionable, {
        path: _path + ".action",
        expected: "\"opened\"",
        value: input.action
    }), "number" === typeof input.number && (__typia_transform__isTypeInt64._isTypeInt64(input.number) || _report(_exceptionable, {
        path: _path + ".number",
        expected: "number & Type<\"int64\">",
        value: input.number
    })) || _report(_exceptionable, {
        path: _path + ".number",
        expected: "(number & Type<\"int64\">)",
        value: input.number
    }), ("object" === typeof input.pull_request && null !== input.pull_request || _report(_exceptionable, {
        path: _path + ".pull_request",
        expected: "PullRequest & { state: \"open\"; closed_at: null; merged_at: null; active_lock_reason: null; merged_by: null; }",
        value: input.pull_request
    })) && _vo1(input.pull_request, _path + ".pull_request", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".pull_request",
        expected: "PullRequest & { state: \"open\"; closed_at: null; merged_at: null; active_lock_reason: null; merged_by: null; }",
        value: input.pull_request
    }), ("object" === typeof input.repository && null !== input.repository || _report(_exceptionable, {
        path: _path + ".repository",
        expected: "Repository",
        value: input.repository
    })) && _vo8(input.repository, _path + ".repository", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".repository",
        expected: "Repository",
        value: input.repository
    }), ("object" === typeof input.sender && null !== input.sender || _report(_exceptionable, {
        path: _path + ".sender",
        expected: "User",
        value: input.sender
    })) && _vo2(input.sender, _path + ".sender", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".sender",
        expected: "User",
        value: input.sender
    }), undefined === input.installation || ("object" === typeof input.installation && null !== input.installation || _report(_exceptionable, {
        path: _path + ".installation",
        expected: "(InstallationLite | undefined)",
        value: input.installation
    })) && _vo16(input.installation, _path + ".installation", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".installation",
        expected: "(InstallationLite | undefined)",
        value: input.installation
    }), undefined === input.organization || ("object" === typeof input.organization && null !== input.organization || _report(_exceptionable, {
        path: _path + ".organization",
        expected: "(Organization | undefined)",
        value: input.organization
    })) && _vo17(input.organization, _path + ".organization", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".organization",
        expected: "(Organization | undefined)",
        value: input.organization
    })].every(flag => flag); const _vo1 = (input, _path, _exceptionable = true) => ["string" === typeof input.url || _report(_exceptionable, {
        path: _path + ".url",
        expected: "string",
        value: input.url
    }), "number" === typeof input.id && (__typia_transform__isTypeInt64._isTypeInt64(input.id) || _report(_exceptionable, {
        path: _path + ".id",
        expected: "number & Type<\"int64\">",
        value: input.id
    })) || _report(_exceptionable, {
        path: _path + ".id",
        expected: "(number & Type<\"int64\">)",
        value: input.id
    }), "string" === typeof input.node_id || _report(_exceptionable, {
        path: _path + ".node_id",
        expected: "string",
        value: input.node_id
    }), "string" === typeof input.html_url || _report(_exceptionable, {
        path: _path + ".html_url",
        expected: "string",
        value: input.html_url
    }), "string" === typeof input.diff_url || _report(_exceptionable, {
        path: _path + ".diff_url",
        expected: "string",
        value: input.diff_url
    }), "string" === typeof input.patch_url || _report(_exceptionable, {
        path: _path + ".patch_url",
        expected: "string",
        value: input.patch_url
    }), "string" === typeof input.issue_url || _report(_exceptionable, {
        path: _path + ".issue_url",
        expected: "string",
        value: input.issue_url
    }), "number" === typeof input.number && (__typia_transform__isTypeInt64._isTypeInt64(input.number) || _report(_exceptionable, {
        path: _path + ".number",
        expected: "number & Type<\"int64\">",
        value: input.number
    })) || _report(_exceptionable, {
        path: _path + ".number",
        expected: "(number & Type<\"int64\">)",
        value: input.number
    }), "open" === input.state || _report(_exceptionable, {
        path: _path + ".state",
        expected: "\"open\"",
        value: input.state
    }), "boolean" === typeof input.locked || _report(_exceptionable, {
        path: _path + ".locked",
        expected: "boolean",
        value: input.locked
    }), "string" === typeof input.title || _report(_exceptionable, {
        path: _path + ".title",
        expected: "string",
        value: input.title
    }), ("object" === typeof input.user && null !== input.user || _report(_exceptionable, {
        path: _path + ".user",
        expected: "User",
        value: input.user
    })) && _vo2(input.user, _path + ".user", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".user",
        expected: "User",
        value: input.user
    }), null === input.body || "string" === typeof input.body || _report(_exceptionable, {
        path: _path + ".body",
        expected: "(null | string)",
        value: input.body
    }), "string" === typeof input.created_at || _report(_exceptionable, {
        path: _path + ".created_at",
        expected: "string",
        value: input.created_at
    }), "string" === typeof input.updated_at || _report(_exceptionable, {
        path: _path + ".updated_at",
        expected: "string",
        value: input.updated_at
    }), (undefined !== input.closed_at || _report(_exceptionable, {
        path: _path + ".closed_at",
        expected: "null",
        value: input.closed_at
    })) && (null === input.closed_at || _report(_exceptionable, {
        path: _path + ".closed_at",
        expected: "null",
        value: input.closed_at
    })), (undefined !== input.merged_at || _report(_exceptionable, {
        path: _path + ".merged_at",
        expected: "null",
        value: input.merged_at
    })) && (null === input.merged_at || _report(_exceptionable, {
        path: _path + ".merged_at",
        expected: "null",
        value: input.merged_at
    })), null === input.merge_commit_sha || "string" === typeof input.merge_commit_sha || _report(_exceptionable, {
        path: _path + ".merge_commit_sha",
        expected: "(null | string)",
        value: input.merge_commit_sha
    }), null === input.assignee || ("object" === typeof input.assignee && null !== input.assignee || _report(_exceptionable, {
        path: _path + ".assignee",
        expected: "(User | null)",
        value: input.assignee
    })) && _vo2(input.assignee, _path + ".assignee", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".assignee",
        expected: "(User | null)",
        value: input.assignee
    }), (Array.isArray(input.assignees) || _report(_exceptionable, {
        path: _path + ".assignees",
        expected: "Array<User>",
        value: input.assignees
    })) && input.assignees.map((elem, _index7) => ("object" === typeof elem && null !== elem || _report(_exceptionable, {
        path: _path + ".assignees[" + _index7 + "]",
        expected: "User",
        value: elem
    })) && _vo2(elem, _path + ".assignees[" + _index7 + "]", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".assignees[" + _index7 + "]",
        expected: "User",
        value: elem
    })).every(flag => flag) || _report(_exceptionable, {
        path: _path + ".assignees",
        expected: "Array<User>",
        value: input.assignees
    }), (Array.isArray(input.requested_reviewers) || _report(_exceptionable, {
        path: _path + ".requested_reviewers",
        expected: "Array<User | Team>",
        value: input.requested_reviewers
    })) && input.requested_reviewers.map((elem, _index8) => ("object" === typeof elem && null !== elem || _report(_exceptionable, {
        path: _path + ".requested_reviewers[" + _index8 + "]",
        expected: "(Team | User)",
        value: elem
    })) && _vu0(elem, _path + ".requested_reviewers[" + _index8 + "]", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".requested_reviewers[" + _index8 + "]",
        expected: "(Team | User)",
        value: elem
    })).every(flag => flag) || _report(_exceptionable, {
        path: _path + ".requested_reviewers",
        expected: "Array<User | Team>",
        value: input.requested_reviewers
    }), (Array.isArray(input.requested_teams) || _report(_exceptionable, {
        path: _path + ".requested_teams",
        expected: "Array<Team>",
        value: input.requested_teams
    })) && input.requested_teams.map((elem, _index9) => ("object" === typeof elem && null !== elem || _report(_exceptionable, {
        path: _path + ".requested_teams[" + _index9 + "]",
        expected: "Team",
        value: elem
    })) && _vo3(elem, _path + ".requested_teams[" + _index9 + "]", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".requested_teams[" + _index9 + "]",
        expected: "Team",
        value: elem
    })).every(flag => flag) || _report(_exceptionable, {
        path: _path + ".requested_teams",
        expected: "Array<Team>",
        value: input.requested_teams
    }), (Array.isArray(input.labels) || _report(_exceptionable, {
        path: _path + ".labels",
        expected: "Array<Label>",
        value: input.labels
    })) && input.labels.map((elem, _index10) => ("object" === typeof elem && null !== elem || _report(_exceptionable, {
        path: _path + ".labels[" + _index10 + "]",
        expected: "Label",
        value: elem
    })) && _vo5(elem, _path + ".labels[" + _index10 + "]", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".labels[" + _index10 + "]",
        expected: "Label",
        value: elem
    })).every(flag => flag) || _report(_exceptionable, {
        path: _path + ".labels",
        expected: "Array<Label>",
        value: input.labels
    }), null === input.milestone || ("object" === typeof input.milestone && null !== input.milestone || _report(_exceptionable, {
        path: _path + ".milestone",
        expected: "(Milestone | null)",
        value: input.milestone
    })) && _vo6(input.milestone, _path + ".milestone", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".milestone",
        expected: "(Milestone | null)",
        value: input.milestone
    }), "string" === typeof input.commits_url || _report(_exceptionable, {
        path: _path + ".commits_url",
        expected: "string",
        value: input.commits_url
    }), "string" === typeof input.review_comments_url || _report(_exceptionable, {
        path: _path + ".review_comments_url",
        expected: "string",
        value: input.review_comments_url
    }), "string" === typeof input.review_comment_url || _report(_exceptionable, {
        path: _path + ".review_comment_url",
        expected: "string",
        value: input.review_comment_url
    }), "string" === typeof input.comments_url || _report(_exceptionable, {
        path: _path + ".comments_url",
        expected: "string",
        value: input.comments_url
    }), "string" === typeof input.statuses_url || _report(_exceptionable, {
        path: _path + ".statuses_url",
        expected: "string",
        value: input.statuses_url
    }), ("object" === typeof input.head && null !== input.head || _report(_exceptionable, {
        path: _path + ".head",
        expected: "__type.o4",
        value: input.head
    })) && _vo7(input.head, _path + ".head", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".head",
        expected: "__type.o4",
        value: input.head
    }), ("object" === typeof input.base && null !== input.base || _report(_exceptionable, {
        path: _path + ".base",
        expected: "__type.o6",
        value: input.base
    })) && _vo12(input.base, _path + ".base", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".base",
        expected: "__type.o6",
        value: input.base
    }), ("object" === typeof input._links && null !== input._links || _report(_exceptionable, {
        path: _path + "._links",
        expected: "__type.o7",
        value: input._links
    })) && _vo13(input._links, _path + "._links", true && _exceptionable) || _report(_exceptionable, {
        path: _path + "._links",
        expected: "__type.o7",
        value: input._links
    }), "COLLABORATOR" === input.author_association || "CONTRIBUTOR" === input.author_association || "FIRST_TIMER" === input.author_association || "FIRST_TIME_CONTRIBUTOR" === input.author_association || "MANNEQUIN" === input.author_association || "MEMBER" === input.author_association || "NONE" === input.author_association || "OWNER" === input.author_association || _report(_exceptionable, {
        path: _path + ".author_association",
        expected: "(\"COLLABORATOR\" | \"CONTRIBUTOR\" | \"FIRST_TIMER\" | \"FIRST_TIME_CONTRIBUTOR\" | \"MANNEQUIN\" | \"MEMBER\" | \"NONE\" | \"OWNER\")",
        value: input.author_association
    }), null === input.auto_merge || ("object" === typeof input.auto_merge && null !== input.auto_merge || _report(_exceptionable, {
        path: _path + ".auto_merge",
        expected: "(AutoMerge | null)",
        value: input.auto_merge
    })) && _vo15(input.auto_merge, _path + ".auto_merge", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".auto_merge",
        expected: "(AutoMerge | null)",
        value: input.auto_merge
    }), (undefined !== input.active_lock_reason || _report(_exceptionable, {
        path: _path + ".active_lock_reason",
        expected: "null",
        value: input.active_lock_reason
    })) && (null === input.active_lock_reason || _report(_exceptionable, {
        path: _path + ".active_lock_reason",
        expected: "null",
        value: input.active_lock_reason
    })), "boolean" === typeof input.draft || _report(_exceptionable, {
        path: _path + ".draft",
        expected: "boolean",
        value: input.draft
    }), null === input.merged || "boolean" === typeof input.merged || _report(_exceptionable, {
        path: _path + ".merged",
        expected: "(boolean | null)",
        value: input.merged
    }), null === input.mergeable || "boolean" === typeof input.mergeable || _report(_exceptionable, {
        path: _path + ".mergeable",
        expected: "(boolean | null)",
        value: input.mergeable
    }), null === input.rebaseable || "boolean" === typeof input.rebaseable || _report(_exceptionable, {
        path: _path + ".rebaseable",
        expected: "(boolean | null)",
        value: input.rebaseable
    }), "string" === typeof input.mergeable_state || _report(_exceptionable, {
        path: _path + ".mergeable_state",
        expected: "string",
        value: input.mergeable_state
    }), (undefined !== input.merged_by || _report(_exceptionable, {
        path: _path + ".merged_by",
        expected: "null",
        value: input.merged_by
    })) && (null === input.merged_by || _report(_exceptionable, {
        path: _path + ".merged_by",
        expected: "null",
        value: input.merged_by
    })), "number" === typeof input.comments && (__typia_transform__isTypeInt64._isTypeInt64(input.comments) || _report(_exceptionable, {
        path: _path + ".comments",
        expected: "number & Type<\"int64\">",
        value: input.comments
    })) || _report(_exceptionable, {
        path: _path + ".comments",
        expected: "(number & Type<\"int64\">)",
        value: input.comments
    }), "number" === typeof input.review_comments && (__typia_transform__isTypeInt64._isTypeInt64(input.review_comments) || _report(_exceptionable, {
        path: _path + ".review_comments",
        expected: "number & Type<\"int64\">",
        value: input.review_comments
    })) || _report(_exceptionable, {
        path: _path + ".review_comments",
        expected: "(number & Type<\"int64\">)",
        value: input.review_comments
    }), "boolean" === typeof input.maintainer_can_modify || _report(_exceptionable, {
        path: _path + ".maintainer_can_modify",
        expected: "boolean",
        value: input.maintainer_can_modify
    }), "number" === typeof input.commits && (__typia_transform__isTypeInt64._isTypeInt64(input.commits) || _report(_exceptionable, {
        path: _path + ".commits",
        expected: "number & Type<\"int64\">",
        value: input.commits
    })) || _report(_exceptionable, {
        path: _path + ".commits",
        expected: "(number & Type<\"int64\">)",
        value: input.commits
    }), "number" === typeof input.additions && (__typia_transform__isTypeInt64._isTypeInt64(input.additions) || _report(_exceptionable, {
        path: _path + ".additions",
        expected: "number & Type<\"int64\">",
        value: input.additions
    })) || _report(_exceptionable, {
        path: _path + ".additions",
        expected: "(number & Type<\"int64\">)",
        value: input.additions
    }), "number" === typeof input.deletions && (__typia_transform__isTypeInt64._isTypeInt64(input.deletions) || _report(_exceptionable, {
        path: _path + ".deletions",
        expected: "number & Type<\"int64\">",
        value: input.deletions
    })) || _report(_exceptionable, {
        path: _path + ".deletions",
        expected: "(number & Type<\"int64\">)",
        value: input.deletions
    }), "number" === typeof input.changed_files && (__typia_transform__isTypeInt64._isTypeInt64(input.changed_files) || _report(_exceptionable, {
        path: _path + ".changed_files",
        expected: "number & Type<\"int64\">",
        value: input.changed_files
    })) || _report(_exceptionable, {
        path: _path + ".changed_files",
        expected: "(number & Type<\"int64\">)",
        value: input.changed_files
    })].every(flag => flag); const _vo2 = (input, _path, _exceptionable = true) => ["string" === typeof input.login || _report(_exceptionable, {
        path: _path + ".login",
        expected: "string",
        value: input.login
    }), "number" === typeof input.id && (__typia_transform__isTypeInt64._isTypeInt64(input.id) || _report(_exceptionable, {
        path: _path + ".id",
        expected: "number & Type<\"int64\">",
        value: input.id
    })) || _report(_exceptionable, {
        path: _path + ".id",
        expected: "(number & Type<\"int64\">)",
        value: input.id
    }), "string" === typeof input.node_id || _report(_exceptionable, {
        path: _path + ".node_id",
        expected: "string",
        value: input.node_id
    }), "string" === typeof input.avatar_url || _report(_exceptionable, {
        path: _path + ".avatar_url",
        expected: "string",
        value: input.avatar_url
    }), "string" === typeof input.gravatar_id || _report(_exceptionable, {
        path: _path + ".gravatar_id",
        expected: "string",
        value: input.gravatar_id
    }), "string" === typeof input.url || _report(_exceptionable, {
        path: _path + ".url",
        expected: "string",
        value: input.url
    }), "string" === typeof input.html_url || _report(_exceptionable, {
        path: _path + ".html_url",
        expected: "string",
        value: input.html_url
    }), "string" === typeof input.followers_url || _report(_exceptionable, {
        path: _path + ".followers_url",
        expected: "string",
        value: input.followers_url
    }), "string" === typeof input.following_url || _report(_exceptionable, {
        path: _path + ".following_url",
        expected: "string",
        value: input.following_url
    }), "string" === typeof input.gists_url || _report(_exceptionable, {
        path: _path + ".gists_url",
        expected: "string",
        value: input.gists_url
    }), "string" === typeof input.starred_url || _report(_exceptionable, {
        path: _path + ".starred_url",
        expected: "string",
        value: input.starred_url
    }), "string" === typeof input.subscriptions_url || _report(_exceptionable, {
        path: _path + ".subscriptions_url",
        expected: "string",
        value: input.subscriptions_url
    }), "string" === typeof input.organizations_url || _report(_exceptionable, {
        path: _path + ".organizations_url",
        expected: "string",
        value: input.organizations_url
    }), "string" === typeof input.repos_url || _report(_exceptionable, {
        path: _path + ".repos_url",
        expected: "string",
        value: input.repos_url
    }), "string" === typeof input.events_url || _report(_exceptionable, {
        path: _path + ".events_url",
        expected: "string",
        value: input.events_url
    }), "string" === typeof input.received_events_url || _report(_exceptionable, {
        path: _path + ".received_events_url",
        expected: "string",
        value: input.received_events_url
    }), "Bot" === input.type || "User" === input.type || "Organization" === input.type || _report(_exceptionable, {
        path: _path + ".type",
        expected: "(\"Bot\" | \"Organization\" | \"User\")",
        value: input.type
    }), "boolean" === typeof input.site_admin || _report(_exceptionable, {
        path: _path + ".site_admin",
        expected: "boolean",
        value: input.site_admin
    }), undefined === input.name || "string" === typeof input.name || _report(_exceptionable, {
        path: _path + ".name",
        expected: "(string | undefined)",
        value: input.name
    }), null === input.email || undefined === input.email || "string" === typeof input.email || _report(_exceptionable, {
        path: _path + ".email",
        expected: "(null | string | undefined)",
        value: input.email
    })].every(flag => flag); const _vo3 = (input, _path, _exceptionable = true) => ["string" === typeof input.name || _report(_exceptionable, {
        path: _path + ".name",
        expected: "string",
        value: input.name
    }), "number" === typeof input.id && (__typia_transform__isTypeInt64._isTypeInt64(input.id) || _report(_exceptionable, {
        path: _path + ".id",
        expected: "number & Type<\"int64\">",
        value: input.id
    })) || _report(_exceptionable, {
        path: _path + ".id",
        expected: "(number & Type<\"int64\">)",
        value: input.id
    }), "string" === typeof input.node_id || _report(_exceptionable, {
        path: _path + ".node_id",
        expected: "string",
        value: input.node_id
    }), "string" === typeof input.slug || _report(_exceptionable, {
        path: _path + ".slug",
        expected: "string",
        value: input.slug
    }), null === input.description || "string" === typeof input.description || _report(_exceptionable, {
        path: _path + ".description",
        expected: "(null | string)",
        value: input.description
    }), "open" === input.privacy || "closed" === input.privacy || "secret" === input.privacy || _report(_exceptionable, {
        path: _path + ".privacy",
        expected: "(\"closed\" | \"open\" | \"secret\")",
        value: input.privacy
    }), "string" === typeof input.url || _report(_exceptionable, {
        path: _path + ".url",
        expected: "string",
        value: input.url
    }), "string" === typeof input.html_url || _report(_exceptionable, {
        path: _path + ".html_url",
        expected: "string",
        value: input.html_url
    }), "string" === typeof input.members_url || _report(_exceptionable, {
        path: _path + ".members_url",
        expected: "string",
        value: input.members_url
    }), "string" === typeof input.repositories_url || _report(_exceptionable, {
        path: _path + ".repositories_url",
        expected: "string",
        value: input.repositories_url
    }), "string" === typeof input.permission || _report(_exceptionable, {
        path: _path + ".permission",
        expected: "string",
        value: input.permission
    }), null === input.parent || undefined === input.parent || ("object" === typeof input.parent && null !== input.parent || _report(_exceptionable, {
        path: _path + ".parent",
        expected: "(__type | null | undefined)",
        value: input.parent
    })) && _vo4(input.parent, _path + ".parent", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".parent",
        expected: "(__type | null | undefined)",
        value: input.parent
    }), undefined === input.notification_setting || "notifications_enabled" === input.notification_setting || "notifications_disabled" === input.notification_setting || _report(_exceptionable, {
        path: _path + ".notification_setting",
        expected: "(\"notifications_disabled\" | \"notifications_enabled\" | undefined)",
        value: input.notification_setting
    })].every(flag => flag); const _vo4 = (input, _path, _exceptionable = true) => ["string" === typeof input.name || _report(_exceptionable, {
        path: _path + ".name",
        expected: "string",
        value: input.name
    }), "number" === typeof input.id && (__typia_transform__isTypeInt64._isTypeInt64(input.id) || _report(_exceptionable, {
        path: _path + ".id",
        expected: "number & Type<\"int64\">",
        value: input.id
    })) || _report(_exceptionable, {
        path: _path + ".id",
        expected: "(number & Type<\"int64\">)",
        value: input.id
    }), "string" === typeof input.node_id || _report(_exceptionable, {
        path: _path + ".node_id",
        expected: "string",
        value: input.node_id
    }), "string" === typeof input.slug || _report(_exceptionable, {
        path: _path + ".slug",
        expected: "string",
        value: input.slug
    }), null === input.description || "string" === typeof input.description || _report(_exceptionable, {
        path: _path + ".description",
        expected: "(null | string)",
        value: input.description
    }), "open" === input.privacy || "closed" === input.privacy || "secret" === input.privacy || _report(_exceptionable, {
        path: _path + ".privacy",
        expected: "(\"closed\" | \"open\" | \"secret\")",
        value: input.privacy
    }), "string" === typeof input.url || _report(_exceptionable, {
        path: _path + ".url",
        expected: "string",
        value: input.url
    }), "string" === typeof input.html_url || _report(_exceptionable, {
        path: _path + ".html_url",
        expected: "string",
        value: input.html_url
    }), "string" === typeof input.members_url || _report(_exceptionable, {
        path: _path + ".members_url",
        expected: "string",
        value: input.members_url
    }), "string" === typeof input.repositories_url || _report(_exceptionable, {
        path: _path + ".repositories_url",
        expected: "string",
        value: input.repositories_url
    }), "string" === typeof input.permission || _report(_exceptionable, {
        path: _path + ".permission",
        expected: "string",
        value: input.permission
    }), undefined === input.notification_setting || "notifications_enabled" === input.notification_setting || "notifications_disabled" === input.notification_setting || _report(_exceptionable, {
        path: _path + ".notification_setting",
        expected: "(\"notifications_disabled\" | \"notifications_enabled\" | undefined)",
        value: input.notification_setting
    })].every(flag => flag); const _vo5 = (input, _path, _exceptionable = true) => ["number" === typeof input.id && (__typia_transform__isTypeInt64._isTypeInt64(input.id) || _report(_exceptionable, {
        path: _path + ".id",
        expected: "number & Type<\"int64\">",
        value: input.id
    })) || _report(_exceptionable, {
        path: _path + ".id",
        expected: "(number & Type<\"int64\">)",
        value: input.id
    }), "string" === typeof input.node_id || _report(_exceptionable, {
        path: _path + ".node_id",
        expected: "string",
        value: input.node_id
    }), "string" === typeof input.url || _report(_exceptionable, {
        path: _path + ".url",
        expected: "string",
        value: input.url
    }), "string" === typeof input.name || _report(_exceptionable, {
        path: _path + ".name",
        expected: "string",
        value: input.name
    }), "string" === typeof input.color || _report(_exceptionable, {
        path: _path + ".color",
        expected: "string",
        value: input.color
    }), "boolean" === typeof input["default"] || _report(_exceptionable, {
        path: _path + "[\"default\"]",
        expected: "boolean",
        value: input["default"]
    }), null === input.description || "string" === typeof input.description || _report(_exceptionable, {
        path: _path + ".description",
        expected: "(null | string)",
        value: input.description
    })].every(flag => flag); const _vo6 = (input, _path, _exceptionable = true) => ["string" === typeof input.url || _report(_exceptionable, {
        path: _path + ".url",
        expected: "string",
        value: input.url
    }), "string" === typeof input.html_url || _report(_exceptionable, {
        path: _path + ".html_url",
        expected: "string",
        value: input.html_url
    }), "string" === typeof input.labels_url || _report(_exceptionable, {
        path: _path + ".labels_url",
        expected: "string",
        value: input.labels_url
    }), "number" === typeof input.id && (__typia_transform__isTypeInt64._isTypeInt64(input.id) || _report(_exceptionable, {
        path: _path + ".id",
        expected: "number & Type<\"int64\">",
        value: input.id
    })) || _report(_exceptionable, {
        path: _path + ".id",
        expected: "(number & Type<\"int64\">)",
        value: input.id
    }), "string" === typeof input.node_id || _report(_exceptionable, {
        path: _path + ".node_id",
        expected: "string",
        value: input.node_id
    }), "number" === typeof input.number && (__typia_transform__isTypeInt64._isTypeInt64(input.number) || _report(_exceptionable, {
        path: _path + ".number",
        expected: "number & Type<\"int64\">",
        value: input.number
    })) || _report(_exceptionable, {
        path: _path + ".number",
        expected: "(number & Type<\"int64\">)",
        value: input.number
    }), "string" === typeof input.title || _report(_exceptionable, {
        path: _path + ".title",
        expected: "string",
        value: input.title
    }), null === input.description || "string" === typeof input.description || _report(_exceptionable, {
        path: _path + ".description",
        expected: "(null | string)",
        value: input.description
    }), ("object" === typeof input.creator && null !== input.creator || _report(_exceptionable, {
        path: _path + ".creator",
        expected: "User",
        value: input.creator
    })) && _vo2(input.creator, _path + ".creator", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".creator",
        expected: "User",
        value: input.creator
    }), "number" === typeof input.open_issues && (__typia_transform__isTypeInt64._isTypeInt64(input.open_issues) || _report(_exceptionable, {
        path: _path + ".open_issues",
        expected: "number & Type<\"int64\">",
        value: input.open_issues
    })) || _report(_exceptionable, {
        path: _path + ".open_issues",
        expected: "(number & Type<\"int64\">)",
        value: input.open_issues
    }), "number" === typeof input.closed_issues && (__typia_transform__isTypeInt64._isTypeInt64(input.closed_issues) || _report(_exceptionable, {
        path: _path + ".closed_issues",
        expected: "number & Type<\"int64\">",
        value: input.closed_issues
    })) || _report(_exceptionable, {
        path: _path + ".closed_issues",
        expected: "(number & Type<\"int64\">)",
        value: input.closed_issues
    }), "open" === input.state || "closed" === input.state || _report(_exceptionable, {
        path: _path + ".state",
        expected: "(\"closed\" | \"open\")",
        value: input.state
    }), "string" === typeof input.created_at || _report(_exceptionable, {
        path: _path + ".created_at",
        expected: "string",
        value: input.created_at
    }), "string" === typeof input.updated_at || _report(_exceptionable, {
        path: _path + ".updated_at",
        expected: "string",
        value: input.updated_at
    }), null === input.due_on || "string" === typeof input.due_on || _report(_exceptionable, {
        path: _path + ".due_on",
        expected: "(null | string)",
        value: input.due_on
    }), null === input.closed_at || "string" === typeof input.closed_at || _report(_exceptionable, {
        path: _path + ".closed_at",
        expected: "(null | string)",
        value: input.closed_at
    })].every(flag => flag); const _vo7 = (input, _path, _exceptionable = true) => ["string" === typeof input.label || _report(_exceptionable, {
        path: _path + ".label",
        expected: "string",
        value: input.label
    }), "string" === typeof input.ref || _report(_exceptionable, {
        path: _path + ".ref",
        expected: "string",
        value: input.ref
    }), "string" === typeof input.sha || _report(_exceptionable, {
        path: _path + ".sha",
        expected: "string",
        value: input.sha
    }), ("object" === typeof input.user && null !== input.user || _report(_exceptionable, {
        path: _path + ".user",
        expected: "User",
        value: input.user
    })) && _vo2(input.user, _path + ".user", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".user",
        expected: "User",
        value: input.user
    }), null === input.repo || ("object" === typeof input.repo && null !== input.repo || _report(_exceptionable, {
        path: _path + ".repo",
        expected: "(Repository | null)",
        value: input.repo
    })) && _vo8(input.repo, _path + ".repo", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".repo",
        expected: "(Repository | null)",
        value: input.repo
    })].every(flag => flag); const _vo8 = (input, _path, _exceptionable = true) => ["number" === typeof input.id && (__typia_transform__isTypeInt64._isTypeInt64(input.id) || _report(_exceptionable, {
        path: _path + ".id",
        expected: "number & Type<\"int64\">",
        value: input.id
    })) || _report(_exceptionable, {
        path: _path + ".id",
        expected: "(number & Type<\"int64\">)",
        value: input.id
    }), "string" === typeof input.node_id || _report(_exceptionable, {
        path: _path + ".node_id",
        expected: "string",
        value: input.node_id
    }), "string" === typeof input.name || _report(_exceptionable, {
        path: _path + ".name",
        expected: "string",
        value: input.name
    }), "string" === typeof input.full_name || _report(_exceptionable, {
        path: _path + ".full_name",
        expected: "string",
        value: input.full_name
    }), "boolean" === typeof input["private"] || _report(_exceptionable, {
        path: _path + "[\"private\"]",
        expected: "boolean",
        value: input["private"]
    }), ("object" === typeof input.owner && null !== input.owner || _report(_exceptionable, {
        path: _path + ".owner",
        expected: "User",
        value: input.owner
    })) && _vo2(input.owner, _path + ".owner", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".owner",
        expected: "User",
        value: input.owner
    }), "string" === typeof input.html_url || _report(_exceptionable, {
        path: _path + ".html_url",
        expected: "string",
        value: input.html_url
    }), null === input.description || "string" === typeof input.description || _report(_exceptionable, {
        path: _path + ".description",
        expected: "(null | string)",
        value: input.description
    }), "boolean" === typeof input.fork || _report(_exceptionable, {
        path: _path + ".fork",
        expected: "boolean",
        value: input.fork
    }), "string" === typeof input.url || _report(_exceptionable, {
        path: _path + ".url",
        expected: "string",
        value: input.url
    }), "string" === typeof input.forks_url || _report(_exceptionable, {
        path: _path + ".forks_url",
        expected: "string",
        value: input.forks_url
    }), "string" === typeof input.keys_url || _report(_exceptionable, {
        path: _path + ".keys_url",
        expected: "string",
        value: input.keys_url
    }), "string" === typeof input.collaborators_url || _report(_exceptionable, {
        path: _path + ".collaborators_url",
        expected: "string",
        value: input.collaborators_url
    }), "string" === typeof input.teams_url || _report(_exceptionable, {
        path: _path + ".teams_url",
        expected: "string",
        value: input.teams_url
    }), "string" === typeof input.hooks_url || _report(_exceptionable, {
        path: _path + ".hooks_url",
        expected: "string",
        value: input.hooks_url
    }), "string" === typeof input.issue_events_url || _report(_exceptionable, {
        path: _path + ".issue_events_url",
        expected: "string",
        value: input.issue_events_url
    }), "string" === typeof input.events_url || _report(_exceptionable, {
        path: _path + ".events_url",
        expected: "string",
        value: input.events_url
    }), "string" === typeof input.assignees_url || _report(_exceptionable, {
        path: _path + ".assignees_url",
        expected: "string",
        value: input.assignees_url
    }), "string" === typeof input.branches_url || _report(_exceptionable, {
        path: _path + ".branches_url",
        expected: "string",
        value: input.branches_url
    }), "string" === typeof input.tags_url || _report(_exceptionable, {
        path: _path + ".tags_url",
        expected: "string",
        value: input.tags_url
    }), "string" === typeof input.blobs_url || _report(_exceptionable, {
        path: _path + ".blobs_url",
        expected: "string",
        value: input.blobs_url
    }), "string" === typeof input.git_tags_url || _report(_exceptionable, {
        path: _path + ".git_tags_url",
        expected: "string",
        value: input.git_tags_url
    }), "string" === typeof input.git_refs_url || _report(_exceptionable, {
        path: _path + ".git_refs_url",
        expected: "string",
        value: input.git_refs_url
    }), "string" === typeof input.trees_url || _report(_exceptionable, {
        path: _path + ".trees_url",
        expected: "string",
        value: input.trees_url
    }), "string" === typeof input.statuses_url || _report(_exceptionable, {
        path: _path + ".statuses_url",
        expected: "string",
        value: input.statuses_url
    }), "string" === typeof input.languages_url || _report(_exceptionable, {
        path: _path + ".languages_url",
        expected: "string",
        value: input.languages_url
    }), "string" === typeof input.stargazers_url || _report(_exceptionable, {
        path: _path + ".stargazers_url",
        expected: "string",
        value: input.stargazers_url
    }), "string" === typeof input.contributors_url || _report(_exceptionable, {
        path: _path + ".contributors_url",
        expected: "string",
        value: input.contributors_url
    }), "string" === typeof input.subscribers_url || _report(_exceptionable, {
        path: _path + ".subscribers_url",
        expected: "string",
        value: input.subscribers_url
    }), "string" === typeof input.subscription_url || _report(_exceptionable, {
        path: _path + ".subscription_url",
        expected: "string",
        value: input.subscription_url
    }), "string" === typeof input.commits_url || _report(_exceptionable, {
        path: _path + ".commits_url",
        expected: "string",
        value: input.commits_url
    }), "string" === typeof input.git_commits_url || _report(_exceptionable, {
        path: _path + ".git_commits_url",
        expected: "string",
        value: input.git_commits_url
    }), "string" === typeof input.comments_url || _report(_exceptionable, {
        path: _path + ".comments_url",
        expected: "string",
        value: input.comments_url
    }), "string" === typeof input.issue_comment_url || _report(_exceptionable, {
        path: _path + ".issue_comment_url",
        expected: "string",
        value: input.issue_comment_url
    }), "string" === typeof input.contents_url || _report(_exceptionable, {
        path: _path + ".contents_url",
        expected: "string",
        value: input.contents_url
    }), "string" === typeof input.compare_url || _report(_exceptionable, {
        path: _path + ".compare_url",
        expected: "string",
        value: input.compare_url
    }), "string" === typeof input.merges_url || _report(_exceptionable, {
        path: _path + ".merges_url",
        expected: "string",
        value: input.merges_url
    }), "string" === typeof input.archive_url || _report(_exceptionable, {
        path: _path + ".archive_url",
        expected: "string",
        value: input.archive_url
    }), "string" === typeof input.downloads_url || _report(_exceptionable, {
        path: _path + ".downloads_url",
        expected: "string",
        value: input.downloads_url
    }), "string" === typeof input.issues_url || _report(_exceptionable, {
        path: _path + ".issues_url",
        expected: "string",
        value: input.issues_url
    }), "string" === typeof input.pulls_url || _report(_exceptionable, {
        path: _path + ".pulls_url",
        expected: "string",
        value: input.pulls_url
    }), "string" === typeof input.milestones_url || _report(_exceptionable, {
        path: _path + ".milestones_url",
        expected: "string",
        value: input.milestones_url
    }), "string" === typeof input.notifications_url || _report(_exceptionable, {
        path: _path + ".notifications_url",
        expected: "string",
        value: input.notifications_url
    }), "string" === typeof input.labels_url || _report(_exceptionable, {
        path: _path + ".labels_url",
        expected: "string",
        value: input.labels_url
    }), "string" === typeof input.releases_url || _report(_exceptionable, {
        path: _path + ".releases_url",
        expected: "string",
        value: input.releases_url
    }), "string" === typeof input.deployments_url || _report(_exceptionable, {
        path: _path + ".deployments_url",
        expected: "string",
        value: input.deployments_url
    }), "string" === typeof input.created_at || "number" === typeof input.created_at && (__typia_transform__isTypeInt64._isTypeInt64(input.created_at) || _report(_exceptionable, {
        path: _path + ".created_at",
        expected: "number & Type<\"int64\">",
        value: input.created_at
    })) || _report(_exceptionable, {
        path: _path + ".created_at",
        expected: "((number & Type<\"int64\">) | string)",
        value: input.created_at
    }), "string" === typeof input.updated_at || _report(_exceptionable, {
        path: _path + ".updated_at",
        expected: "string",
        value: input.updated_at
    }), null === input.pushed_at || "string" === typeof input.pushed_at || "number" === typeof input.pushed_at && (__typia_transform__isTypeInt64._isTypeInt64(input.pushed_at) || _report(_exceptionable, {
        path: _path + ".pushed_at",
        expected: "number & Type<\"int64\">",
        value: input.pushed_at
    })) || _report(_exceptionable, {
        path: _path + ".pushed_at",
        expected: "((number & Type<\"int64\">) | null | string)",
        value: input.pushed_at
    }), "string" === typeof input.git_url || _report(_exceptionable, {
        path: _path + ".git_url",
        expected: "string",
        value: input.git_url
    }), "string" === typeof input.ssh_url || _report(_exceptionable, {
        path: _path + ".ssh_url",
        expected: "string",
        value: input.ssh_url
    }), "string" === typeof input.clone_url || _report(_exceptionable, {
        path: _path + ".clone_url",
        expected: "string",
        value: input.clone_url
    }), "string" === typeof input.svn_url || _report(_exceptionable, {
        path: _path + ".svn_url",
        expected: "string",
        value: input.svn_url
    }), null === input.homepage || "string" === typeof input.homepage || _report(_exceptionable, {
        path: _path + ".homepage",
        expected: "(null | string)",
        value: input.homepage
    }), "number" === typeof input.size && (__typia_transform__isTypeInt64._isTypeInt64(input.size) || _report(_exceptionable, {
        path: _path + ".size",
        expected: "number & Type<\"int64\">",
        value: input.size
    })) || _report(_exceptionable, {
        path: _path + ".size",
        expected: "(number & Type<\"int64\">)",
        value: input.size
    }), "number" === typeof input.stargazers_count && (__typia_transform__isTypeInt64._isTypeInt64(input.stargazers_count) || _report(_exceptionable, {
        path: _path + ".stargazers_count",
        expected: "number & Type<\"int64\">",
        value: input.stargazers_count
    })) || _report(_exceptionable, {
        path: _path + ".stargazers_count",
        expected: "(number & Type<\"int64\">)",
        value: input.stargazers_count
    }), "number" === typeof input.watchers_count && (__typia_transform__isTypeInt64._isTypeInt64(input.watchers_count) || _report(_exceptionable, {
        path: _path + ".watchers_count",
        expected: "number & Type<\"int64\">",
        value: input.watchers_count
    })) || _report(_exceptionable, {
        path: _path + ".watchers_count",
        expected: "(number & Type<\"int64\">)",
        value: input.watchers_count
    }), null === input.language || "string" === typeof input.language || _report(_exceptionable, {
        path: _path + ".language",
        expected: "(null | string)",
        value: input.language
    }), "boolean" === typeof input.has_issues || _report(_exceptionable, {
        path: _path + ".has_issues",
        expected: "boolean",
        value: input.has_issues
    }), "boolean" === typeof input.has_projects || _report(_exceptionable, {
        path: _path + ".has_projects",
        expected: "boolean",
        value: input.has_projects
    }), "boolean" === typeof input.has_downloads || _report(_exceptionable, {
        path: _path + ".has_downloads",
        expected: "boolean",
        value: input.has_downloads
    }), "boolean" === typeof input.has_wiki || _report(_exceptionable, {
        path: _path + ".has_wiki",
        expected: "boolean",
        value: input.has_wiki
    }), "boolean" === typeof input.has_pages || _report(_exceptionable, {
        path: _path + ".has_pages",
        expected: "boolean",
        value: input.has_pages
    }), "number" === typeof input.forks_count && (__typia_transform__isTypeInt64._isTypeInt64(input.forks_count) || _report(_exceptionable, {
        path: _path + ".forks_count",
        expected: "number & Type<\"int64\">",
        value: input.forks_count
    })) || _report(_exceptionable, {
        path: _path + ".forks_count",
        expected: "(number & Type<\"int64\">)",
        value: input.forks_count
    }), null === input.mirror_url || "string" === typeof input.mirror_url || _report(_exceptionable, {
        path: _path + ".mirror_url",
        expected: "(null | string)",
        value: input.mirror_url
    }), "boolean" === typeof input.archived || _report(_exceptionable, {
        path: _path + ".archived",
        expected: "boolean",
        value: input.archived
    }), "number" === typeof input.open_issues_count && (__typia_transform__isTypeInt64._isTypeInt64(input.open_issues_count) || _report(_exceptionable, {
        path: _path + ".open_issues_count",
        expected: "number & Type<\"int64\">",
        value: input.open_issues_count
    })) || _report(_exceptionable, {
        path: _path + ".open_issues_count",
        expected: "(number & Type<\"int64\">)",
        value: input.open_issues_count
    }), null === input.license || ("object" === typeof input.license && null !== input.license || _report(_exceptionable, {
        path: _path + ".license",
        expected: "(License | null)",
        value: input.license
    })) && _vo9(input.license, _path + ".license", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".license",
        expected: "(License | null)",
        value: input.license
    }), "number" === typeof input.forks && (__typia_transform__isTypeInt64._isTypeInt64(input.forks) || _report(_exceptionable, {
        path: _path + ".forks",
        expected: "number & Type<\"int64\">",
        value: input.forks
    })) || _report(_exceptionable, {
        path: _path + ".forks",
        expected: "(number & Type<\"int64\">)",
        value: input.forks
    }), "number" === typeof input.open_issues && (__typia_transform__isTypeInt64._isTypeInt64(input.open_issues) || _report(_exceptionable, {
        path: _path + ".open_issues",
        expected: "number & Type<\"int64\">",
        value: input.open_issues
    })) || _report(_exceptionable, {
        path: _path + ".open_issues",
        expected: "(number & Type<\"int64\">)",
        value: input.open_issues
    }), "number" === typeof input.watchers && (__typia_transform__isTypeInt64._isTypeInt64(input.watchers) || _report(_exceptionable, {
        path: _path + ".watchers",
        expected: "number & Type<\"int64\">",
        value: input.watchers
    })) || _report(_exceptionable, {
        path: _path + ".watchers",
        expected: "(number & Type<\"int64\">)",
        value: input.watchers
    }), "string" === typeof input.default_branch || _report(_exceptionable, {
        path: _path + ".default_branch",
        expected: "string",
        value: input.default_branch
    }), "boolean" === typeof input.is_template || _report(_exceptionable, {
        path: _path + ".is_template",
        expected: "boolean",
        value: input.is_template
    }), "boolean" === typeof input.web_commit_signoff_required || _report(_exceptionable, {
        path: _path + ".web_commit_signoff_required",
        expected: "boolean",
        value: input.web_commit_signoff_required
    }), (Array.isArray(input.topics) || _report(_exceptionable, {
        path: _path + ".topics",
        expected: "Array<string>",
        value: input.topics
    })) && input.topics.map((elem, _index11) => "string" === typeof elem || _report(_exceptionable, {
        path: _path + ".topics[" + _index11 + "]",
        expected: "string",
        value: elem
    })).every(flag => flag) || _report(_exceptionable, {
        path: _path + ".topics",
        expected: "Array<string>",
        value: input.topics
    }), "public" === input.visibility || "private" === input.visibility || "internal" === input.visibility || _report(_exceptionable, {
        path: _path + ".visibility",
        expected: "(\"internal\" | \"private\" | \"public\")",
        value: input.visibility
    }), ("object" === typeof input.custom_properties && null !== input.custom_properties && false === Array.isArray(input.custom_properties) || _report(_exceptionable, {
        path: _path + ".custom_properties",
        expected: "Record<string, string | string[] | null>",
        value: input.custom_properties
    })) && _vo10(input.custom_properties, _path + ".custom_properties", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".custom_properties",
        expected: "Record<string, string | string[] | null>",
        value: input.custom_properties
    }), undefined === input.has_discussions || "boolean" === typeof input.has_discussions || _report(_exceptionable, {
        path: _path + ".has_discussions",
        expected: "(boolean | undefined)",
        value: input.has_discussions
    }), undefined === input.disabled || "boolean" === typeof input.disabled || _report(_exceptionable, {
        path: _path + ".disabled",
        expected: "(boolean | undefined)",
        value: input.disabled
    }), undefined === input.stargazers || "number" === typeof input.stargazers && (__typia_transform__isTypeInt64._isTypeInt64(input.stargazers) || _report(_exceptionable, {
        path: _path + ".stargazers",
        expected: "number & Type<\"int64\">",
        value: input.stargazers
    })) || _report(_exceptionable, {
        path: _path + ".stargazers",
        expected: "((number & Type<\"int64\">) | undefined)",
        value: input.stargazers
    }), undefined === input.allow_squash_merge || "boolean" === typeof input.allow_squash_merge || _report(_exceptionable, {
        path: _path + ".allow_squash_merge",
        expected: "(boolean | undefined)",
        value: input.allow_squash_merge
    }), undefined === input.allow_merge_commit || "boolean" === typeof input.allow_merge_commit || _report(_exceptionable, {
        path: _path + ".allow_merge_commit",
        expected: "(boolean | undefined)",
        value: input.allow_merge_commit
    }), undefined === input.allow_rebase_merge || "boolean" === typeof input.allow_rebase_merge || _report(_exceptionable, {
        path: _path + ".allow_rebase_merge",
        expected: "(boolean | undefined)",
        value: input.allow_rebase_merge
    }), undefined === input.allow_auto_merge || "boolean" === typeof input.allow_auto_merge || _report(_exceptionable, {
        path: _path + ".allow_auto_merge",
        expected: "(boolean | undefined)",
        value: input.allow_auto_merge
    }), undefined === input.allow_forking || "boolean" === typeof input.allow_forking || _report(_exceptionable, {
        path: _path + ".allow_forking",
        expected: "(boolean | undefined)",
        value: input.allow_forking
    }), undefined === input.allow_update_branch || "boolean" === typeof input.allow_update_branch || _report(_exceptionable, {
        path: _path + ".allow_update_branch",
        expected: "(boolean | undefined)",
        value: input.allow_update_branch
    }), undefined === input.use_squash_pr_title_as_default || "boolean" === typeof input.use_squash_pr_title_as_default || _report(_exceptionable, {
        path: _path + ".use_squash_pr_title_as_default",
        expected: "(boolean | undefined)",
        value: input.use_squash_pr_title_as_default
    }), undefined === input.squash_merge_commit_message || "string" === typeof input.squash_merge_commit_message || _report(_exceptionable, {
        path: _path + ".squash_merge_commit_message",
        expected: "(string | undefined)",
        value: input.squash_merge_commit_message
    }), undefined === input.squash_merge_commit_title || "string" === typeof input.squash_merge_commit_title || _report(_exceptionable, {
        path: _path + ".squash_merge_commit_title",
        expected: "(string | undefined)",
        value: input.squash_merge_commit_title
    }), undefined === input.merge_commit_message || "string" === typeof input.merge_commit_message || _report(_exceptionable, {
        path: _path + ".merge_commit_message",
        expected: "(string | undefined)",
        value: input.merge_commit_message
    }), undefined === input.merge_commit_title || "string" === typeof input.merge_commit_title || _report(_exceptionable, {
        path: _path + ".merge_commit_title",
        expected: "(string | undefined)",
        value: input.merge_commit_title
    }), undefined === input.delete_branch_on_merge || "boolean" === typeof input.delete_branch_on_merge || _report(_exceptionable, {
        path: _path + ".delete_branch_on_merge",
        expected: "(boolean | undefined)",
        value: input.delete_branch_on_merge
    }), undefined === input.master_branch || "string" === typeof input.master_branch || _report(_exceptionable, {
        path: _path + ".master_branch",
        expected: "(string | undefined)",
        value: input.master_branch
    }), undefined === input.permissions || ("object" === typeof input.permissions && null !== input.permissions || _report(_exceptionable, {
        path: _path + ".permissions",
        expected: "(__type.o5 | undefined)",
        value: input.permissions
    })) && _vo11(input.permissions, _path + ".permissions", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".permissions",
        expected: "(__type.o5 | undefined)",
        value: input.permissions
    }), undefined === input["public"] || "boolean" === typeof input["public"] || _report(_exceptionable, {
        path: _path + "[\"public\"]",
        expected: "(boolean | undefined)",
        value: input["public"]
    }), undefined === input.organization || "string" === typeof input.organization || _report(_exceptionable, {
        path: _path + ".organization",
        expected: "(string | undefined)",
        value: input.organization
    })].every(flag => flag); const _vo9 = (input, _path, _exceptionable = true) => ["string" === typeof input.key || _report(_exceptionable, {
        path: _path + ".key",
        expected: "string",
        value: input.key
    }), "string" === typeof input.name || _report(_exceptionable, {
        path: _path + ".name",
        expected: "string",
        value: input.name
    }), "string" === typeof input.spdx_id || _report(_exceptionable, {
        path: _path + ".spdx_id",
        expected: "string",
        value: input.spdx_id
    }), null === input.url || "string" === typeof input.url || _report(_exceptionable, {
        path: _path + ".url",
        expected: "(null | string)",
        value: input.url
    }), "string" === typeof input.node_id || _report(_exceptionable, {
        path: _path + ".node_id",
        expected: "string",
        value: input.node_id
    })].every(flag => flag); const _vo10 = (input, _path, _exceptionable = true) => [false === _exceptionable || Object.keys(input).map(key => {
        const value = input[key];
        if (undefined === value)
            return true;
        return (undefined !== value || _report(_exceptionable, {
            path: _path + __typia_transform__accessExpressionAsString._accessExpressionAsString(key),
            expected: "(Array<string> | null | string)",
            value: value
        })) && (null === value || "string" === typeof value || (Array.isArray(value) || _report(_exceptionable, {
            path: _path + __typia_transform__accessExpressionAsString._accessExpressionAsString(key),
            expected: "(Array<string> | null | string)",
            value: value
        })) && value.map((elem, _index12) => "string" === typeof elem || _report(_exceptionable, {
            path: _path + __typia_transform__accessExpressionAsString._accessExpressionAsString(key) + "[" + _index12 + "]",
            expected: "string",
            value: elem
        })).every(flag => flag) || _report(_exceptionable, {
            path: _path + __typia_transform__accessExpressionAsString._accessExpressionAsString(key),
            expected: "(Array<string> | null | string)",
            value: value
        }));
    }).every(flag => flag)].every(flag => flag); const _vo11 = (input, _path, _exceptionable = true) => ["boolean" === typeof input.pull || _report(_exceptionable, {
        path: _path + ".pull",
        expected: "boolean",
        value: input.pull
    }), "boolean" === typeof input.push || _report(_exceptionable, {
        path: _path + ".push",
        expected: "boolean",
        value: input.push
    }), "boolean" === typeof input.admin || _report(_exceptionable, {
        path: _path + ".admin",
        expected: "boolean",
        value: input.admin
    }), undefined === input.maintain || "boolean" === typeof input.maintain || _report(_exceptionable, {
        path: _path + ".maintain",
        expected: "(boolean | undefined)",
        value: input.maintain
    }), undefined === input.triage || "boolean" === typeof input.triage || _report(_exceptionable, {
        path: _path + ".triage",
        expected: "(boolean | undefined)",
        value: input.triage
    })].every(flag => flag); const _vo12 = (input, _path, _exceptionable = true) => ["string" === typeof input.label || _report(_exceptionable, {
        path: _path + ".label",
        expected: "string",
        value: input.label
    }), "string" === typeof input.ref || _report(_exceptionable, {
        path: _path + ".ref",
        expected: "string",
        value: input.ref
    }), "string" === typeof input.sha || _report(_exceptionable, {
        path: _path + ".sha",
        expected: "string",
        value: input.sha
    }), ("object" === typeof input.user && null !== input.user || _report(_exceptionable, {
        path: _path + ".user",
        expected: "User",
        value: input.user
    })) && _vo2(input.user, _path + ".user", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".user",
        expected: "User",
        value: input.user
    }), ("object" === typeof input.repo && null !== input.repo || _report(_exceptionable, {
        path: _path + ".repo",
        expected: "Repository",
        value: input.repo
    })) && _vo8(input.repo, _path + ".repo", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".repo",
        expected: "Repository",
        value: input.repo
    })].every(flag => flag); const _vo13 = (input, _path, _exceptionable = true) => [("object" === typeof input.self && null !== input.self || _report(_exceptionable, {
        path: _path + ".self",
        expected: "Link",
        value: input.self
    })) && _vo14(input.self, _path + ".self", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".self",
        expected: "Link",
        value: input.self
    }), ("object" === typeof input.html && null !== input.html || _report(_exceptionable, {
        path: _path + ".html",
        expected: "Link",
        value: input.html
    })) && _vo14(input.html, _path + ".html", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".html",
        expected: "Link",
        value: input.html
    }), ("object" === typeof input.issue && null !== input.issue || _report(_exceptionable, {
        path: _path + ".issue",
        expected: "Link",
        value: input.issue
    })) && _vo14(input.issue, _path + ".issue", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".issue",
        expected: "Link",
        value: input.issue
    }), ("object" === typeof input.comments && null !== input.comments || _report(_exceptionable, {
        path: _path + ".comments",
        expected: "Link",
        value: input.comments
    })) && _vo14(input.comments, _path + ".comments", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".comments",
        expected: "Link",
        value: input.comments
    }), ("object" === typeof input.review_comments && null !== input.review_comments || _report(_exceptionable, {
        path: _path + ".review_comments",
        expected: "Link",
        value: input.review_comments
    })) && _vo14(input.review_comments, _path + ".review_comments", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".review_comments",
        expected: "Link",
        value: input.review_comments
    }), ("object" === typeof input.review_comment && null !== input.review_comment || _report(_exceptionable, {
        path: _path + ".review_comment",
        expected: "Link",
        value: input.review_comment
    })) && _vo14(input.review_comment, _path + ".review_comment", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".review_comment",
        expected: "Link",
        value: input.review_comment
    }), ("object" === typeof input.commits && null !== input.commits || _report(_exceptionable, {
        path: _path + ".commits",
        expected: "Link",
        value: input.commits
    })) && _vo14(input.commits, _path + ".commits", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".commits",
        expected: "Link",
        value: input.commits
    }), ("object" === typeof input.statuses && null !== input.statuses || _report(_exceptionable, {
        path: _path + ".statuses",
        expected: "Link",
        value: input.statuses
    })) && _vo14(input.statuses, _path + ".statuses", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".statuses",
        expected: "Link",
        value: input.statuses
    })].every(flag => flag); const _vo14 = (input, _path, _exceptionable = true) => ["string" === typeof input.href || _report(_exceptionable, {
        path: _path + ".href",
        expected: "string",
        value: input.href
    })].every(flag => flag); const _vo15 = (input, _path, _exceptionable = true) => [null === input.enabled_by || ("object" === typeof input.enabled_by && null !== input.enabled_by || _report(_exceptionable, {
        path: _path + ".enabled_by",
        expected: "(User | null)",
        value: input.enabled_by
    })) && _vo2(input.enabled_by, _path + ".enabled_by", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".enabled_by",
        expected: "(User | null)",
        value: input.enabled_by
    }), "merge" === input.merge_method || "squash" === input.merge_method || "rebase" === input.merge_method || _report(_exceptionable, {
        path: _path + ".merge_method",
        expected: "(\"merge\" | \"rebase\" | \"squash\")",
        value: input.merge_method
    }), null === input.commit_title || "string" === typeof input.commit_title || _report(_exceptionable, {
        path: _path + ".commit_title",
        expected: "(null | string)",
        value: input.commit_title
    }), null === input.commit_message || "string" === typeof input.commit_message || _report(_exceptionable, {
        path: _path + ".commit_message",
        expected: "(null | string)",
        value: input.commit_message
    })].every(flag => flag); const _vo16 = (input, _path, _exceptionable = true) => ["number" === typeof input.id && (__typia_transform__isTypeInt64._isTypeInt64(input.id) || _report(_exceptionable, {
        path: _path + ".id",
        expected: "number & Type<\"int64\">",
        value: input.id
    })) || _report(_exceptionable, {
        path: _path + ".id",
        expected: "(number & Type<\"int64\">)",
        value: input.id
    }), "string" === typeof input.node_id || _report(_exceptionable, {
        path: _path + ".node_id",
        expected: "string",
        value: input.node_id
    })].every(flag => flag); const _vo17 = (input, _path, _exceptionable = true) => ["string" === typeof input.login || _report(_exceptionable, {
        path: _path + ".login",
        expected: "string",
        value: input.login
    }), "number" === typeof input.id && (__typia_transform__isTypeInt64._isTypeInt64(input.id) || _report(_exceptionable, {
        path: _path + ".id",
        expected: "number & Type<\"int64\">",
        value: input.id
    })) || _report(_exceptionable, {
        path: _path + ".id",
        expected: "(number & Type<\"int64\">)",
        value: input.id
    }), "string" === typeof input.node_id || _report(_exceptionable, {
        path: _path + ".node_id",
        expected: "string",
        value: input.node_id
    }), "string" === typeof input.url || _report(_exceptionable, {
        path: _path + ".url",
        expected: "string",
        value: input.url
    }), "string" === typeof input.repos_url || _report(_exceptionable, {
        path: _path + ".repos_url",
        expected: "string",
        value: input.repos_url
    }), "string" === typeof input.events_url || _report(_exceptionable, {
        path: _path + ".events_url",
        expected: "string",
        value: input.events_url
    }), "string" === typeof input.hooks_url || _report(_exceptionable, {
        path: _path + ".hooks_url",
        expected: "string",
        value: input.hooks_url
    }), "string" === typeof input.issues_url || _report(_exceptionable, {
        path: _path + ".issues_url",
        expected: "string",
        value: input.issues_url
    }), "string" === typeof input.members_url || _report(_exceptionable, {
        path: _path + ".members_url",
        expected: "string",
        value: input.members_url
    }), "string" === typeof input.public_members_url || _report(_exceptionable, {
        path: _path + ".public_members_url",
        expected: "string",
        value: input.public_members_url
    }), "string" === typeof input.avatar_url || _report(_exceptionable, {
        path: _path + ".avatar_url",
        expected: "string",
        value: input.avatar_url
    }), null === input.description || "string" === typeof input.description || _report(_exceptionable, {
        path: _path + ".description",
        expected: "(null | string)",
        value: input.description
    }), undefined === input.html_url || "string" === typeof input.html_url || _report(_exceptionable, {
        path: _path + ".html_url",
        expected: "(string | undefined)",
        value: input.html_url
    })].every(flag => flag); const _vu0 = (input, _path, _exceptionable = true) => (() => {
    if (undefined !== input.type)
        return _vo2(input, _path, true && _exceptionable);
    else if (undefined !== input.privacy)
        return _vo3(input, _path, true && _exceptionable);
    else
        return _report(_exceptionable, {
            path: _path,
            expected: "(User | Team)",
            value: input
        });
})(); const __is = input => "object" === typeof input && null !== input && _io0(input); let errors; let _report; return __typia_transform__createStandardSchema._createStandardSchema(input => {
    if (false === __is(input)) {
        errors = [];
        _report = __typia_transform__validateReport._validateReport(errors);
        ((input, _path, _exceptionable = true) => ("object" === typeof input && null !== input || _report(true, {
            path: _path + "",
            expected: "PullRequestOpened",
            value: input
        })) && _vo0(input, _path + "", true) || _report(true, {
            path: _path + "",
            expected: "PullRequestOpened",
            value: input
        }))(input, "$input", true);
        const success = 0 === errors.length;
        return success ? {
            success,
            data: input
        } : {
            success,
            errors,
            data: input
        };
    }
    return {
        success: true,
        data: input
    };
}); })();
