# Every aws_iam_* resource and data source that this server can hold, a file for each family. The test applies the first
# generation, then the second, in which everything has changed that can change in place.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100"
    }
  }
}

variable "endpoint" {
  type = string
}

variable "account" {
  type = string
}

variable "generation" {
  type = string
  validation {
    condition     = contains(["first", "second"], var.generation)
    error_message = "The generations are first and second."
  }
}

locals {
  first = var.generation == "first"
  path  = "/${var.generation}/"
  tags  = local.first ? { Generation = "first", Empty = "" } : { Generation = "second", Place = "größer + weiter" }

  boundary = "arn:aws:iam::aws:policy/${local.first ? "ReadOnlyAccess" : "PowerUserAccess"}"
  attached = "arn:aws:iam::aws:policy/${local.first ? "SecurityAudit" : "IAMReadOnlyAccess"}"
}

provider "aws" {
  region     = "us-east-1"
  access_key = var.account
  secret_key = "test"

  endpoints {
    iam = var.endpoint
    sts = var.endpoint
  }
}

# The test makes the role, which must be there before the provider is.
provider "aws" {
  alias      = "assumed"
  region     = "us-east-1"
  access_key = var.account
  secret_key = "test"

  assume_role {
    role_arn     = "arn:aws:iam::${var.account}:role/Terraform"
    session_name = "terraform"
    external_id  = "external"
    duration     = "15m"
    tags         = { Team = "blue" }
  }

  endpoints {
    iam = var.endpoint
    sts = var.endpoint
  }
}

data "aws_caller_identity" "this" {}

data "aws_caller_identity" "assumed" {
  provider = aws.assumed
}

data "aws_iam_policy_document" "read" {
  statement {
    sid       = "Read"
    actions   = local.first ? ["s3:GetObject"] : ["s3:GetObject", "s3:ListBucket"]
    resources = ["*"]
    condition {
      test     = "StringLike"
      variable = "aws:userid"
      values   = ["AIDA*", "a + b % c"]
    }
  }
}
