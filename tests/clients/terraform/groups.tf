resource "aws_iam_group" "engineers" {
  name = local.first ? "engineers" : "builders"
  path = local.path
}

resource "aws_iam_group" "operators" {
  name = "operators"
}

resource "aws_iam_group_membership" "engineers" {
  name  = "engineers"
  group = aws_iam_group.engineers.name
  users = local.first ? [aws_iam_user.ada.name, aws_iam_user.grace.name] : [aws_iam_user.grace.name]
}

resource "aws_iam_user_group_membership" "ada" {
  user   = aws_iam_user.ada.name
  groups = [aws_iam_group.operators.name]
}

resource "aws_iam_group_policy" "operators" {
  name_prefix = "reader-"
  group       = aws_iam_group.operators.name
  policy      = data.aws_iam_policy_document.read.json
}

resource "aws_iam_group_policies_exclusive" "operators" {
  group_name   = aws_iam_group.operators.name
  policy_names = [aws_iam_group_policy.operators.name]
}

resource "aws_iam_group_policy_attachment" "operators" {
  group      = aws_iam_group.operators.name
  policy_arn = local.attached
}

resource "aws_iam_group_policy_attachments_exclusive" "operators" {
  group_name  = aws_iam_group.operators.name
  policy_arns = [aws_iam_group_policy_attachment.operators.policy_arn]
}

data "aws_iam_group" "operators" {
  group_name = aws_iam_user_group_membership.ada.groups == null ? "" : aws_iam_group.operators.name
}
